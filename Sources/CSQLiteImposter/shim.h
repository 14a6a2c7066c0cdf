// Swift cannot call a C function that takes any number of arguments.
#include <sqlite3.h>

/// While a root page is given, CREATE TABLE makes a table over the b-tree there, in this connection's memory alone.
/// See https://sqlite.org/imposter.html
static inline int pressmark_impose(sqlite3 *connection, int root_page) {
  return sqlite3_test_control(SQLITE_TESTCTRL_IMPOSTER, connection, "main", root_page != 0, root_page);
}

/// Forgets the tables that were made so.
static inline int pressmark_expose(sqlite3 *connection) {
  return sqlite3_test_control(SQLITE_TESTCTRL_IMPOSTER, connection, "main", 0, 1);
}

/// Opens no path as a URI, whatever this SQLite was built for. Only before its first use.
/// See https://sqlite.org/c3ref/c_config_covering_index_scan.html#sqliteconfiguri
static inline int pressmark_take_paths_literally(void) {
  return sqlite3_config(SQLITE_CONFIG_URI, 0);
}
