// The types and constants of SQLite's extension interface. Nothing is linked: an extension calls SQLite through the
// table that its host hands over.
#include <sqlite3ext.h>

/// The routines for the values of an IN, which SQLite has since 3.38.
typedef struct pressmark_in_routines {
  int (*vtab_in)(sqlite3_index_info *, int, int);
  int (*vtab_in_first)(sqlite3_value *, sqlite3_value **);
  int (*vtab_in_next)(sqlite3_value *, sqlite3_value **);
} pressmark_in_routines;

/// Takes them from a host that has them; gives 0 where it hasn't. A host's table ends with the routines of its version.
static inline int pressmark_find_in_routines(const sqlite3_api_routines *api, pressmark_in_routines *found) {
#if SQLITE_VERSION_NUMBER >= 3038000
  if (api->libversion_number() < 3038000) return 0;
  found->vtab_in = api->vtab_in;
  found->vtab_in_first = api->vtab_in_first;
  found->vtab_in_next = api->vtab_in_next;
  return 1;
#else
  return 0;
#endif
}
