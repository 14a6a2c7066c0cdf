#!/usr/bin/env python3
"""Writes a made-up dataset export, shaped as the ISS Data Collection Tool writes them.

    generate.py --records 200000 annotation.json             200,000 records, indented, about 1.46 KB each
    generate.py --records 50000 --style api export.json      one line, as the API answers
    generate.py --records 5000 project_7_dataset.zip         a media archive, annotation.json last
    generate.py --records 200000 --edit 0.02 after.json      what the first export became, 2 % changed
    generate.py --records 20000 --edit 0.01 --repeat 51 --days 7 -    1 % changed each week of a year
    generate.py --records 20000 -                            to standard output

The same options and seed give the same bytes. Memory does not grow with the number of records,
apart from the few originals that wait for their duplicates. `.gz` and `.zip` follow from the name.

Records come as the platform sorts them: by status (v, u, p, d, a), the newest id first in each.
With --edit, a record keeps its place when its status changes; new records come first.
With --order shuffled they come in no order, by way of temporary files.
"""

import argparse
import gzip
import io
import json
import random
import sys
import tempfile
import zipfile
from datetime import datetime, timedelta, timezone

STATUS_SHARES = (("v", 0.21), ("u", 0.005), ("p", 0.027), ("d", 0.14), ("a", None))
SPAN_SECONDS = 400 * 86400
EXTENSIONS = ("jpg", "jpeg", "png", "webp", "mp4")
SCRIPTS = ("синий", "грузовик", "день", "ночь 🌙", "日本語", "café", "дождь 🌧", "李雷", "العربية", "🚙 SUV")
HOSTILE = ('say "hi"', "tab\there", "back\\slash", "it's", "a,b", "100% cotton", "line1\nline2", "NULL", "1e5", "=1+1")
PLAIN = (
    "car truck bus van tram train wagon sedan coupe pickup tractor trailer bicycle scooter moped taxi ambulance "
    "red green blue white black grey silver yellow brown orange front rear left right near far small medium large "
    "day night dusk dawn rain snow fog clear wet dry city highway village tunnel bridge parking"
).split()
PAYLOADS = ("cls-%02d", {"k": "v%d"}, None, True, 0, 3.5, ["meta1", "meta2"], {"type": 1, "list": [1, 2]}, "")
EDITS = ("removed", "added", "status", "relabelled", "grouped", "duplicate", "transfer", "touched")


def mix(seed, n):
    """A cheap 32-bit hash: the same number of any record, without generating the ones before it."""
    n = (n * 0x9E3779B1 + seed * 0x85EBCA77) & 0xFFFFFFFF
    n = ((n ^ (n >> 15)) * 0x2C1B3C6D) & 0xFFFFFFFF
    n = ((n ^ (n >> 12)) * 0x297A2D39) & 0xFFFFFFFF
    return n ^ (n >> 15)


class Style:
    """How one of the routes writes JSON: `api` (compact), `browser` (indented), `archive` (indented, ASCII)."""

    def __init__(self, name):
        self.ascii = name == "archive"
        self.compact = name == "api"

    def string(self, text):
        return json.dumps(text, ensure_ascii=self.ascii)

    def value(self, value, depth):
        if self.compact:
            return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        text = json.dumps(value, ensure_ascii=self.ascii, indent=4)
        return text.replace("\n", "\n" + " " * (4 * depth))

    def label(self, label):
        parts = [str(label[0]), str(label[1]), self.string(label[2]), self.value(label[3], 6)]
        if self.compact:
            return "[" + ",".join(parts) + "]"
        return "                    [\n" + ",\n".join(" " * 24 + p for p in parts) + "\n                    ]"

    def group(self, uid, labels):
        if self.compact:
            return '{"uid":"' + uid + '","attributes":[' + ",".join(labels) + "]}"
        inside = "[\n" + ",\n".join(labels) + "\n                ]" if labels else "[]"
        return (
            '            {\n                "uid": "' + uid + '",\n                "attributes": ' + inside + "\n            }"
        )

    def record(self, r, groups):
        if self.compact:
            return (
                f'{{"id":"{r.id}","related_duplicates":{r.related},"attributes":[{",".join(groups)}],'
                f'"author_name":{r.author},"validator_name":{r.validator},"file_name":{r.file_name},'
                f'"file_type":"{r.file_type}","status":"{r.status}","upload_date":"{r.uploaded}",'
                f'"update_date":{r.updated},"rebound_project":{r.rebound_project},"rebound":{r.rebound}}}'
            )
        inside = "[\n" + ",\n".join(groups) + "\n        ]" if groups else "[]"
        return (
            f'    {{\n        "id": "{r.id}",\n        "related_duplicates": {r.related},\n'
            f'        "attributes": {inside},\n        "author_name": {r.author},\n'
            f'        "validator_name": {r.validator},\n        "file_name": {r.file_name},\n'
            f'        "file_type": "{r.file_type}",\n        "status": "{r.status}",\n'
            f'        "upload_date": "{r.uploaded}",\n        "update_date": {r.updated},\n'
            f'        "rebound_project": {r.rebound_project},\n        "rebound": {r.rebound}\n    }}'
        )


class Record:
    """One record with its text fields already in JSON; `groups` is a list of (uid, list of label numbers)."""

    __slots__ = (
        "id", "related", "groups", "author", "validator", "file_name", "file_type", "status",
        "uploaded", "updated", "rebound_project", "rebound", "original", "extension",
    )  # fmt: skip


class Turn:
    """One --edit of an export: its own random numbers, its day, and what it changed."""

    def __init__(self, generator, number):
        options = generator.options
        self.rng = random.Random(options.seed * 7 + options.edit_seed + number * 1009)
        self.truth = {kind: [] for kind in (*EDITS, "labels_renamed", "labels_payload_changed")}
        if options.edit > 0:
            generator.edit_labels(self.rng, self.truth)
        generator.truth = self.truth
        self.days = options.days
        self.now = int(generator.end.timestamp() + self.days * 86400 * (number + 1))
        self.updated = '"' + generator.stamp(self.now) + '"'


class Generator:
    def __init__(self, options):
        self.options = options
        self.style = Style(options.style)
        self.random = random.Random(options.seed)
        self.end = datetime.strptime(options.end, "%Y-%m-%d").replace(tzinfo=timezone.utc) + timedelta(hours=23)
        self.machine = "%010x" % random.Random(options.seed * 31 + 7).getrandbits(40)
        self.minutes = {}
        self.blocks = self.status_blocks(options.records)
        self.make_labels()
        self.make_names()
        # Share of records without any group, and the chance of one more group after each.
        self.no_group = 0.05 if options.groups >= 0.95 else 1 - options.groups
        self.more_groups = max(0.0, 1 - (1 - self.no_group) / max(options.groups, 0.01))

    @staticmethod
    def status_blocks(count):
        """[(status, first record, length)]: the platform sorts by status before the id."""
        blocks, first = [], 0
        for status, share in STATUS_SHARES:
            length = count - first if share is None else int(count * share)
            blocks.append((status, first, length))
            first += length
        return blocks

    # Labels: five trees; a group takes some nodes of a tree, the path first, then siblings.

    def word(self, rng, number):
        if rng.random() < self.options.non_ascii:
            return rng.choice(SCRIPTS) + (" %d" % number if number >= len(SCRIPTS) else "")
        if rng.random() < 0.05:
            return rng.choice(HOSTILE)
        return rng.choice(PLAIN) + ("_%d" % number if number >= len(PLAIN) else "")

    def make_labels(self):
        rng = random.Random(self.options.seed * 17 + 3)
        trees = [[] for _ in range(5)]
        self.labels = []
        for number in range(self.options.labels):
            tree = (0, 0, 0, 1, 2, 3, 3, 4)[number % 8]
            payload = ""
            if rng.random() < 0.2:
                payload = rng.choice(PAYLOADS)
                if payload == PAYLOADS[0]:
                    payload = payload % number
                elif isinstance(payload, dict) and "k" in payload:
                    payload = {"k": "v%d" % number}
            self.labels.append([10 + number, tree, self.word(rng, number), payload])
            trees[tree].append(number)
        self.picks = []
        for tree, members in enumerate(trees):
            if members:
                self.picks.append((tree, [self.pick(rng, tree, members) for _ in range(256)]))
        self.fragments = [self.style.label(label) for label in self.labels]

    @staticmethod
    def pick(rng, tree, members):
        """Some labels of one tree; the first labels are by far the most used, as on the platform."""
        depth = rng.choice((1, 2, 3, 3)) if tree == 0 else rng.choice((1, 1, 1, 2))
        chosen = []
        for _ in range(depth):
            number = members[int(len(members) * rng.random() ** 2)]
            if number not in chosen:
                chosen.append(number)
        return chosen

    def make_names(self):
        rng = random.Random(self.options.seed * 13 + 5)
        people = ["collector-%02d" % n for n in range(40)] + ["O'Brien, \"Jr.\"; --", "two words", "field@team+2"]
        people += ["Мария_Иванова", "李雷", "josé.garcía", "анна"] * max(0, round(self.options.non_ascii * 12))
        self.people = [self.style.string(name) for name in people]
        rng.shuffle(self.people)
        stems = ["IMG_", "DSC_", "frame_", "photo (1)_", "GOPR_", "VID_", "2025-cam-"]
        if self.options.non_ascii:
            stems += ["видео_", "снимок "]
        self.stems = [self.style.string(stem)[:-1] for stem in stems]
        # Sets of trees that a group uses; their mean gives about four labels per group.
        self.tree_sets = ((0, 1, 3, 4), (0, 1, 3), (0, 1), (0, 2, 3), (0, 1, 2, 3), (0, 3, 4), (0,), (1, 3))

    # Ids and dates

    def stamp(self, seconds):
        """YYYY-MM-DD HH:MM of a moment, formatted once per minute."""
        minute = seconds // 60
        text = self.minutes.get(minute)
        if text is None:
            if len(self.minutes) > 100_000:
                self.minutes.clear()
            text = datetime.fromtimestamp(minute * 60, timezone.utc).strftime("%Y-%m-%d %H:%M")
            self.minutes[minute] = text
        return text

    def moment(self, block, place):
        """Unix time at which a record was uploaded: falls with its place in its status block."""
        _, first, length = block
        jitter = mix(self.options.seed, first + place) / 0x1_0000_0000
        return int(self.end.timestamp() - (place + jitter) * SPAN_SECONDS / length)

    def object_id(self, seconds, number):
        return "%08x%s%06x" % (seconds, self.machine, (0x800000 - number) & 0xFFFFFF)

    def extension(self, number):
        return EXTENSIONS[mix(self.options.seed + 1, number) % len(EXTENSIONS)]

    # Records

    def make_groups(self, rng):
        draw = rng.random
        if draw() < self.no_group:
            return []
        groups = []
        while True:
            bits = rng.getrandbits(128)
            hexadecimal = "%032x" % bits
            uid = (
                f"{hexadecimal[:8]}-{hexadecimal[8:12]}-4{hexadecimal[13:16]}"
                f"-{'89ab'[bits & 3]}{hexadecimal[17:20]}-{hexadecimal[20:]}"
            )
            labels = []
            if draw() > 0.03:
                wanted = self.tree_sets[bits >> 2 & 7]
                shift = 8
                for tree, picks in self.picks:
                    if tree in wanted:
                        labels += picks[bits >> shift & 255]
                    shift += 8
            groups.append((uid, labels))
            if draw() >= self.more_groups:
                return groups

    def base_records(self):
        """The first export's records, in order, as (number, Record)."""
        rng, options = self.random, self.options
        draw, waiting = rng.random, {}
        for block in self.blocks:
            status, first, length = block
            for place in range(length):
                number = first + place
                seconds = self.moment(block, place)
                r = Record()
                r.id = self.object_id(seconds, number)
                r.groups = self.make_groups(rng)
                r.author = self.people[int(len(self.people) * draw() ** 2)]
                decided = status in "ad" or draw() < 0.1
                r.validator = self.people[int(8 * draw())] if decided and draw() < 0.97 else "null"
                r.extension = self.extension(number)
                r.file_name = f'{self.stems[int(len(self.stems) * draw())]}{rng.getrandbits(24):08d}.{r.extension}"'
                r.file_type = "video" if r.extension == "mp4" else "image"
                r.status = status
                r.uploaded = self.stamp(seconds)
                later = min(seconds + (int(draw() * 3 * 86400) if decided else 60), int(self.end.timestamp()))
                r.updated = '"' + self.stamp(later) + '"' if draw() < 0.995 else "null"
                r.rebound_project = "null"
                if draw() < options.transfers:
                    r.rebound_project = str(int(1 + draw() * 6))
                r.rebound, r.original = "null", None
                r.related = waiting.pop(number, 0)
                if draw() < options.duplicates:
                    self.make_duplicate(rng, r, block, place, waiting)
                yield number, r

    def make_duplicate(self, rng, r, block, place, waiting):
        """Points the record at an older file: of its block, or, seldom, at one outside the export."""
        _, first, length = block
        distance = 1 + int(300 * rng.random() ** 3)
        if place + distance < length and rng.random() > 0.02:
            number = first + place + distance
            waiting[number] = r.related = waiting.get(number, 0) + 1
            r.original = (self.object_id(self.moment(block, place + distance), number), self.extension(number))
        else:
            number = rng.getrandbits(23)
            r.original = (self.object_id(int(self.end.timestamp()) - SPAN_SECONDS - number, number), "jpg")
        r.rebound = '"' + r.original[0] + '"'

    def records(self):
        """The records that are written: the first export's, or what --edit made of them."""
        if self.options.edit is None:
            for _, r in self.base_records():
                yield r
            return
        stream = (r for _, r in self.base_records())
        for turn in range(self.options.repeat):
            stream = self.edited(stream, Turn(self, turn))
        yield from stream

    def edited(self, records, turn):
        """What one --edit makes of the records: new ones first, then those that are left."""
        share = self.options.edit
        yield from self.added_records(turn, round(self.options.records * share / len(EDITS)))
        for r in records:
            if turn.rng.random() < share * (len(EDITS) - 1) / len(EDITS) and not self.edit(turn, r):
                continue
            yield r

    def edit_labels(self, rng, truth):
        """Renames two labels in a hundred and changes a payload in a hundred: definitions, not files."""
        numbers = list(range(len(self.labels)))
        rng.shuffle(numbers)
        few = max(1, len(numbers) // 100)
        for number in numbers[: 2 * few]:
            self.labels[number][2] += " (new)"
            truth["labels_renamed"].append(self.labels[number][0])
        for number in numbers[2 * few : 3 * few]:
            self.labels[number][3] = {"changed": True}
            truth["labels_payload_changed"].append(self.labels[number][0])
        self.fragments = [self.style.label(label) for label in self.labels]

    def added_records(self, turn, count):
        rng = turn.rng
        for number in range(count):
            seconds = int(turn.now - (number + 0.5) * (turn.days - 1) * 86400 / count)
            r = Record()
            r.id = self.object_id(seconds, -1 - number)
            r.groups = self.make_groups(rng)
            r.author, r.validator = rng.choice(self.people), "null"
            r.extension, r.file_type, r.status = "jpg", "image", "v"
            r.file_name = f'"new_{number:08d}.jpg"'
            r.uploaded = self.stamp(seconds)
            r.updated = '"' + r.uploaded + '"'
            r.rebound_project, r.rebound, r.original, r.related = "null", "null", None, 0
            turn.truth["added"].append(r.id)
            yield r

    def edit(self, turn, r):
        """Changes a record in one way. False: the record is gone. Falls back to a mere touch."""
        rng = turn.rng
        kind = rng.choice(("removed",) + EDITS[2:])
        if kind == "removed":
            turn.truth[kind].append(r.id)
            return False
        r.updated = turn.updated
        filled = [labels for _, labels in r.groups if labels]
        if kind == "status":
            r.status = {"v": "a", "a": "d", "d": "a"}.get(r.status, "v")
            r.validator = self.people[0]
        elif kind == "relabelled" and filled:
            labels = filled[0]
            if len(labels) > 1 and rng.random() < 0.5:
                labels.pop()
            else:
                unused = [n for n in range(len(self.labels)) if n not in labels]
                labels.append(unused[int(len(unused) * rng.random())])
                labels.sort(key=lambda n: self.labels[n][1])
        elif kind == "grouped":
            if r.groups and rng.random() < 0.5:
                r.groups.pop()
            else:
                r.groups.append(("%08x-0000-4000-8000-%012x" % (rng.getrandbits(32), rng.getrandbits(48)), [0, 3]))
        elif kind == "duplicate":
            r.original = None if r.original else (self.object_id(int(self.end.timestamp()), 1), "jpg")
            r.rebound = '"' + r.original[0] + '"' if r.original else "null"
        elif kind == "transfer":
            r.rebound_project = "null" if r.rebound_project != "null" else "3"
        else:
            kind = "touched"
        turn.truth[kind].append(r.id)
        return True

    # Writing

    def texts(self):
        """Each record as JSON, in the order that --order names."""
        # --edit may have renamed labels when the first record was asked for, so fragments are looked up for each.
        for r in self.records():
            groups = [self.style.group(uid, [self.fragments[n] for n in labels]) for uid, labels in r.groups]
            yield self.style.record(r, groups)

    def chunks(self):
        """The text of annotation.json, in pieces of some hundred kilobytes."""
        style, texts = self.style, self.texts()
        if self.options.order == "shuffled":
            texts = shuffled(texts, self.options.records, self.options.seed * 23 + self.options.edit_seed)
        between = "," if style.compact else ",\n"
        piece, size, start = [], 0, "[" if style.compact else "[\n"
        empty = True
        for text in texts:
            empty = False
            piece.append(text)
            size += len(text)
            if size > 400_000:
                yield start + between.join(piece)
                piece, size, start = [], 0, between
        if empty:
            yield "[]"
        else:
            yield (start if piece else "") + between.join(piece) + ("]" if style.compact else "\n]")


def shuffled(texts, count, seed):
    """The same texts in no order: dealt out to temporary files, each of which is then shuffled in memory."""
    rng = random.Random(seed)
    files = [tempfile.TemporaryFile("w+", encoding="utf-8", newline="") for _ in range(1 + count // 20_000)]
    for text in texts:
        rng.choice(files).write(text + "\0")
    for file in files:
        file.seek(0)
        part = file.read().split("\0")[:-1]
        file.close()
        rng.shuffle(part)
        yield from part


def write_archive(path, options):
    """A media archive: a few bytes per object, then annotation.json."""
    options.style = "archive"
    names = set()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number, r in enumerate(Generator(options).records()):
            stem, extension = r.original or (r.id, r.extension)
            if stem in names or mix(options.seed + 2, number) % 500 == 0:
                continue
            names.add(stem)
            entry = zipfile.ZipInfo(f"{stem}.{extension}", (2025, 3, 31, 23, 59, 0))
            archive.writestr(entry, mix(options.seed, number).to_bytes(4, "little") * (1 + number % 5))
        entry = zipfile.ZipInfo("annotation.json", (2025, 3, 31, 23, 59, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(entry, "w", force_zip64=True) as file:
            for chunk in Generator(options).chunks():
                file.write(chunk.encode())
    spoil_end_record(path)


def spoil_end_record(path):
    """Writes the ZIP64 end record as the platform's archiver does: directory size 0, offset at its end."""
    with open(path, "r+b") as file:
        file.seek(0, io.SEEK_END)
        start = max(0, file.tell() - 4096)
        file.seek(start)
        place = file.read().rfind(b"PK\x06\x06")
        if place >= 0:
            file.seek(start + place + 40)
            file.write((0).to_bytes(8, "little") + (start + place).to_bytes(8, "little"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", help="file to write; .gz and .zip compress; - is standard output")
    parser.add_argument("--records", type=int, default=20_000, help="records of the first export (20000)")
    parser.add_argument("--style", choices=("api", "browser", "archive"), default="browser", help="who wrote it")
    parser.add_argument("--labels", type=int, default=120, help="distinct labels, at least 8 (120)")
    parser.add_argument("--groups", type=float, default=1.22, help="mean attribute groups per file (1.22)")
    parser.add_argument("--duplicates", type=float, default=0.08, help="share of duplicates (0.08)")
    parser.add_argument("--transfers", type=float, default=0.05, help="share of files from other projects (0.05)")
    parser.add_argument("--non-ascii", type=float, default=0.2, help="share of names outside ASCII (0.2)")
    parser.add_argument("--end", default="2025-03-31", help="day of the export, YYYY-MM-DD")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--order", choices=("sorted", "shuffled"), default="sorted", help="as the platform, or none")
    parser.add_argument("--edit", type=float, metavar="SHARE", help="write what became of the export: SHARE changed")
    parser.add_argument("--edit-seed", type=int, default=1, help="other changes to the same export")
    parser.add_argument("--repeat", type=int, default=1, metavar="N", help="with --edit: change it N times (1)")
    parser.add_argument("--days", type=int, default=91, help="days between two edits (91)")
    parser.add_argument("--truth", metavar="FILE", help="with --edit: write the ids of what changed, as JSON")
    options = parser.parse_args()
    if options.labels < 8:
        parser.error("--labels: at least 8")
    if options.output.endswith(".zip"):
        write_archive(options.output, options)
        return
    generator = Generator(options)
    if options.output == "-":
        file = sys.stdout.buffer
    elif options.output.endswith(".gz"):
        file = gzip.open(options.output, "wb", compresslevel=6)
    else:
        file = open(options.output, "wb")
    for chunk in generator.chunks():
        file.write(chunk.encode())
    file.flush()
    if file is not sys.stdout.buffer:
        file.close()
    if options.truth:
        with open(options.truth, "w") as truth:
            json.dump(generator.truth, truth, indent=1)


if __name__ == "__main__":
    main()
