# Reads .ci/house.txt, then the sources, and compares: see check-house.

function fault(text) { faults[++faultCount] = text }
function join(set, count, names,  i, text) {
  text = ""
  for (i = 1; i <= count; i++) if (set SUBSEP names[i] in arrow) text = text " " names[i]
  return text
}

# .ci/house.txt

FILENAME ~ /house\.txt$/ {
  sub(/#.*/, "")
  if (NF == 0) next
  if ($1 ~ /^[0-9]+$/) {
    part = "room"
    room = $2
    rooms[++roomCount] = room
    layer[room] = $1 + 0
    $1 = $2 = ""
    sub(/^ +/, "")
    about[room] = $0
  } else if ($1 == "imports" && part == "room") {
    for (i = 2; i <= NF; i++) allowed[room, $i] = 1
  } else if ($1 == "libraries") {
    part = "libraries"
  } else if ($1 == "folders") {
    part = "folders"
    module = $2
    modules[++moduleCount] = module
    step = 0
  } else if (part == "libraries") {
    # Several libraries, a colon, the rooms that may import them; * is all.
    split($0, halves, ":")
    libraryNames = split(halves[1], names, " ")
    libraryRooms = split(halves[2], places, " ")
    for (i = 1; i <= libraryNames; i++) {
      isLibrary[names[i]] = 1
      for (j = 1; j <= libraryRooms; j++) mayUse[places[j], names[i]] = 1
    }
  } else if (part == "folders") {
    step++
    for (i = 1; i <= NF; i++) {
      folderStep[module, $i] = step
      folderNames[module, ++folderCount[module]] = $i
    }
  } else {
    fault("house.txt, line " FNR ": not understood: " $0)
  }
  next
}

# The sources

FNR == 1 {
  split(FILENAME, path, "/")
  room = path[2]
  folder = path[4] == "" ? "." : path[3]
  inText = 0
  if (pass == 1 && !(room in layer) && !(room in isUnknown)) {
    isUnknown[room] = 1
    fault("Sources/" room " is not in house.txt: give it a layer, and the rooms that it imports")
  }
  hasFolders = room in folderCount
  if (pass == 1 && hasFolders && !((room, folder) in folderStep) && !((room, folder) in isUnknown)) {
    isUnknown[room, folder] = 1
    fault(FILENAME ": house.txt has no place for the folder " folder " of " room)
  }
}

{
  # Text over several lines is no code.
  line = $0
  quotes = gsub(/"""/, "\"\"\"", line)
  wasText = inText
  if (quotes % 2 == 1) inText = !inText
  if (wasText) next
  gsub(/"([^"\\]|\\.)*"/, "", line)
  sub(/\/\/.*/, "", line)
}

pass == 1 && line ~ /^[ \t]*(@[A-Za-z_]+(\([a-z]+\))?[ \t]+)*((public|package|internal|private|fileprivate)[ \t]+)?import[ \t]/ {
  sub(/^.*import[ \t]+/, "", line)
  sub(/^(struct|class|enum|protocol|func|var|let|typealias)[ \t]+/, "", line)
  split(line, words, /[. \t;]/)
  name = words[1]
  example[room, name] = example[room, name] (example[room, name] == "" ? "" : ", ") FILENAME
  arrow[room, name] = 1
  next
}

# Types that a folder declares for the others.
pass == 1 && hasFolders && line ~ /^(@[A-Za-z_]+(\([^)]*\))?[ \t]+)*((public|package|internal|final|indirect|nonisolated)[ \t]+)*(struct|class|enum|protocol|actor|typealias)[ \t]/ {
  sub(/^.*(struct|class|enum|protocol|actor|typealias)[ \t]+/, "", line)
  split(line, words, /[^A-Za-z0-9_]/)
  home[room, words[1]] = folder
  next
}

# A nested type hides one of the same name in another folder.
pass == 1 && hasFolders && line ~ /^[ \t]+[a-z ]*(struct|class|enum|protocol|actor|typealias)[ \t]+[A-Z]/ {
  sub(/^.*(struct|class|enum|protocol|actor|typealias)[ \t]+/, "", line)
  split(line, words, /[^A-Za-z0-9_]/)
  hidden[FILENAME, words[1]] = 1
}

pass == 2 && hasFolders {
  gsub(/\.[ \t]*[A-Za-z_][A-Za-z0-9_]*/, " ", line)
  count = split(line, words, /[^A-Za-z0-9_]+/)
  for (i = 1; i <= count; i++) {
    word = words[i]
    if (word !~ /^[A-Z]/ || !((room, word) in home) || (FILENAME, word) in hidden) continue
    other = home[room, word]
    if (other == folder) continue
    if (!((room, folder, other) in uses)) usedName[room, folder, other] = word
    uses[room, folder, other] = 1
    if (folderStep[room, other] >= folderStep[room, folder] && !((FILENAME, word) in told)) {
      told[FILENAME, word] = 1
      fault(FILENAME ": " folder " must not use " other " (" word ")")
    }
  }
}

# What was found

END {
  highest = 0
  for (i = 1; i <= roomCount; i++) if (layer[rooms[i]] > highest) highest = layer[rooms[i]]
  if (wants == "table") {
    print "| | room | what it is | imports |"
    print "|---|---|---|---|"
    for (i = 1; i <= roomCount; i++) {
      name = rooms[i]
      list = ""
      for (j = 1; j <= roomCount; j++) if ((name, rooms[j]) in allowed) list = list (list == "" ? "" : ", ") rooms[j]
      print "| " layer[name] " | `" name "` | " about[name] " | " list " |"
    }
    exit 0
  }

  for (pair in arrow) {
    split(pair, ends, SUBSEP)
    from = ends[1]
    to = ends[2]
    where = example[from, to] ": "
    if (to in layer) {
      if (!(from in layer)) continue
      if (layer[to] >= layer[from]) {
        fault(where from " (layer " layer[from] ") imports " to " (layer " layer[to] "): arrows go down")
      } else if (!((from, to) in allowed)) {
        fault(where from " imports " to ", a new arrow: house.txt must allow it")
      }
    } else if (!(to in isLibrary)) {
      fault(where "house.txt does not know " to)
    } else if (!((from, to) in mayUse) && !(("*", to) in mayUse)) {
      fault(where from " must not import " to)
    }
  }
  for (pair in allowed) {
    split(pair, ends, SUBSEP)
    if (!(ends[2] in layer)) fault("house.txt: " ends[1] " imports " ends[2] ", which is no room")
    else if (!(pair in arrow)) fault("house.txt: " ends[1] " no longer imports " ends[2] ": remove the arrow")
  }

  # A circle shows even if somebody gave its rooms wrong layers.
  for (pair in arrow) reach[pair] = 1
  for (k = 1; k <= roomCount; k++)
    for (i = 1; i <= roomCount; i++)
      if ((rooms[i], rooms[k]) in reach)
        for (j = 1; j <= roomCount; j++)
          if ((rooms[k], rooms[j]) in reach) reach[rooms[i], rooms[j]] = 1
  circle = ""
  for (i = 1; i <= roomCount; i++) if ((rooms[i], rooms[i]) in reach) circle = circle " " rooms[i]
  if (circle != "") fault("circle:" circle)

  arrows = 0
  for (level = highest; level >= 0; level--) {
    for (i = 1; i <= roomCount; i++) {
      name = rooms[i]
      if (layer[name] != level) continue
      list = ""
      for (j = 1; j <= roomCount; j++) if ((name, rooms[j]) in arrow) { list = list " " rooms[j]; arrows++ }
      printf "%d  %-20s%s\n", level, name, list == "" ? "" : " →" list
    }
  }
  for (m = 1; m <= moduleCount; m++) {
    module = modules[m]
    printf "\n%s, by folders\n", module
    for (i = 1; i <= folderCount[module]; i++) {
      name = folderNames[module, i]
      list = ""
      for (j = 1; j <= folderCount[module]; j++)
        if ((module, name, folderNames[module, j]) in uses) list = list " " folderNames[module, j]
      printf "   %-20s%s\n", name, list == "" ? "" : " →" list
    }
  }
  printf "\n%d rooms, %d arrows\n", roomCount, arrows

  # Faults in the order of their text: awk's own order is none.
  for (i = 2; i <= faultCount; i++)
    for (j = i; j > 1 && faults[j] < faults[j - 1]; j--) { t = faults[j]; faults[j] = faults[j - 1]; faults[j - 1] = t }
  for (i = 1; i <= faultCount; i++) print "house: " faults[i]
  exit faultCount > 0
}
