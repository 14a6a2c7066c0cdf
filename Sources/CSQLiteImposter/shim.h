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
