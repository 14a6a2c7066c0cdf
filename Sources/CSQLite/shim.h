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

/// Counts no memory: SQLite would take a lock for each piece that it takes or gives back. Only before its first use.
/// See https://sqlite.org/c3ref/c_config_covering_index_scan.html#sqliteconfigmemstatus
static inline int pressmark_count_no_memory(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/// Takes text in double quotes for a name only, so that a misspelt name is an error rather than a text.
/// See https://sqlite.org/quirks.html#dblquote
static inline void pressmark_refuse_quoted_texts(sqlite3 *connection) {
#ifdef SQLITE_DBCONFIG_DQS_DML
  sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DDL, 0, (int *)0);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DML, 0, (int *)0);
#endif
}

/// The routines for the values of an IN, which SQLite has since 3.38; gives 0 where it hasn't.
typedef struct pressmark_in_routines {
  int (*vtab_in)(sqlite3_index_info *, int, int);
  int (*vtab_in_first)(sqlite3_value *, sqlite3_value **);
  int (*vtab_in_next)(sqlite3_value *, sqlite3_value **);
} pressmark_in_routines;

static inline int pressmark_find_in_routines(pressmark_in_routines *found) {
#if SQLITE_VERSION_NUMBER >= 3038000
  found->vtab_in = sqlite3_vtab_in;
  found->vtab_in_first = sqlite3_vtab_in_first;
  found->vtab_in_next = sqlite3_vtab_in_next;
  return 1;
#else
  return 0;
#endif
}
