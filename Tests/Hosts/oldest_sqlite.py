"""Runs statements in whichever libsqlite3.so.0 comes first: the C API through ctypes, without any wrapper.

Arguments: database, extension; standard input: a JSON list of statements. Prints [version, [rows, …]].
"""

import ctypes
import json
import sys

sqlite = ctypes.CDLL("libsqlite3.so.0")
pointer, text = ctypes.c_void_p, ctypes.c_char_p
for name, result, arguments in [
    ("libversion", text, []),
    ("open", ctypes.c_int, [text, ctypes.POINTER(pointer)]),
    ("errmsg", text, [pointer]),
    ("enable_load_extension", ctypes.c_int, [pointer, ctypes.c_int]),
    ("load_extension", ctypes.c_int, [pointer, text, text, ctypes.POINTER(text)]),
    ("prepare_v2", ctypes.c_int, [pointer, text, ctypes.c_int, ctypes.POINTER(pointer), ctypes.POINTER(text)]),
    ("step", ctypes.c_int, [pointer]),
    ("finalize", ctypes.c_int, [pointer]),
    ("column_count", ctypes.c_int, [pointer]),
    ("column_type", ctypes.c_int, [pointer, ctypes.c_int]),
    ("column_int64", ctypes.c_int64, [pointer, ctypes.c_int]),
    ("column_double", ctypes.c_double, [pointer, ctypes.c_int]),
    ("column_text", text, [pointer, ctypes.c_int]),
]:
    function = getattr(sqlite, "sqlite3_" + name)
    function.restype, function.argtypes = result, arguments

db = pointer()


def check(code, wanted=0):
    if code != wanted:
        sys.exit(f"SQLite says {code}: {sqlite.sqlite3_errmsg(db).decode()}")


def rows(sql):
    statement = pointer()
    check(sqlite.sqlite3_prepare_v2(db, sql.encode(), -1, ctypes.byref(statement), None))
    found = []
    while (code := sqlite.sqlite3_step(statement)) == 100:
        row = []
        for column in range(sqlite.sqlite3_column_count(statement)):
            kind = sqlite.sqlite3_column_type(statement, column)
            read = {1: sqlite.sqlite3_column_int64, 2: sqlite.sqlite3_column_double}.get(kind, sqlite.sqlite3_column_text)
            value = None if kind == 5 else read(statement, column)
            row.append(value.decode() if isinstance(value, bytes) else value)
        found.append(row)
    check(code, 101)
    check(sqlite.sqlite3_finalize(statement))
    return found


check(sqlite.sqlite3_open(sys.argv[1].encode(), ctypes.byref(db)))
check(sqlite.sqlite3_enable_load_extension(db, 1))
check(sqlite.sqlite3_load_extension(db, sys.argv[2].encode(), None, None))
print(json.dumps([sqlite.sqlite3_libversion().decode(), [rows(sql) for sql in json.load(sys.stdin)]]))
