/// What `.help NAME` says below the help of a command that says nothing of it where it is declared. Lines that begin with
/// two spaces are examples.
extension DotCommand {
  static let explanations: [String: String] = [
    "help": """
    A beginning that only one command has will do, also here.
      .help run
    """,
    "tables": """
    PART is looked for anywhere in the names. Views that begin with latest_ hold the newest export alone, and those \
    that begin with current_ the one that .use chose.
      .tables
      .tables latest
    """,
    "schema": """
    The SQL has the comments that say what each column is.
      .schema files
    """,
    "columns": """
    The table can be a view, and can be qualified: main.files.
      .columns annotations
    """,
    "exports": """
    The newest comes first: that is latest, and the next one previous. Any command that takes an export takes these \
    two words.
    """,
    "use": """
    From then on :export and :new are this export, saved queries take it for latest, and the views current_files, \
    current_annotations, current_objects and their like hold it alone. A statement over files or annotations \
    themselves still counts all exports, unless it names one.
      .use previous
      SELECT status, count(*) AS files FROM current_files GROUP BY 1;
      .use
    """,
    "queries": """
    With a name: what it does, its parameters with their types and defaults, and its SQL.
      .queries files-with-labels
    """,
    "run": """
    A value with blanks goes in quotes. Parameters that have no default and are not given are asked for; Tab completes \
    the values, there and here. What .param has set is taken too.
      .run files-by-status
      .run files-by-status export=previous
    """,
    "param": """
    A statement uses a parameter as :name. Quotes make a value text.
      .param day=2025-06-01 least=2
      SELECT count(*) AS files FROM latest_files WHERE upload_date >= :day;
      .param
      .param unset least
    """,
    "mode": """
    table is for people; csv, tsv, json, jsonl, markdown and html are for other programs; line is for wide rows. \
    .once and .output write in this format too.
      .mode line
      SELECT * FROM latest_files LIMIT 1;
      .mode table
    """,
    "timer": """
    Running is the time of SQLite, output that of the format and the terminal.
      .timer on
    """,
    "last": """
    The statement is not run again. A result that was cut to the window is shown whole.
      SELECT file_id, status FROM latest_files;
      .last
      .last csv
    """,
    "plan": """
    SEARCH uses an index, SCAN reads from end to end; of large tables, that is warned of.
      .plan SELECT * FROM latest_files WHERE file_id = 'aa'
    """,
    "diff": """
    Each side is an export; old comes first. What changed stays in the temporary table changes, to be queried. \
    pressmark diff has more options.
      .diff previous latest
      SELECT kind, count(*) AS files FROM changes GROUP BY 1 ORDER BY 2 DESC;
    """,
    "read": """
    An error names the file and the line, and ends the reading. Files can read others.
      .read daily.sql
    """,
    "open": """
    What was set stays; the export that .use chose does not. Where the file is no catalog, the one before stays open.
      .open archive.db
    """,
    "attach": """
    Its tables are then NAME.table. It is opened for reading only.
      .attach archive.db AS archive
    """,
    "history": """
    It is kept from session to session. Up goes back in it, Ctrl-R searches it.
      .history 20
    """,
    "headers": """
    Alone it changes to the other.
      .headers off
    """,
    "nullvalue": """
    JSON keeps its null. In quotes, nothing is a text too: .nullvalue ''
      .nullvalue n/a
    """,
    "separator": """
    tab, or \\t, is the tab. Spreadsheets in some languages want a semicolon.
      .separator ;
      .mode csv
    """,
    "maxrows": """
    .last shows all rows all the same.
      .maxrows 100
    """,
    "eqp": """
    As .plan does, for every statement from now on.
      .eqp on
    """,
    "databases": """
    main is the catalog, temp what this session has made, the others were attached.
    """,
    "indexes": """
    A condition on the first columns of an index finds rows without reading all.
      .indexes files
    """,
    "print": """
    It goes where results go.
      .print Files by status
      .run files-by-status
    """,
    "show": """
    The name of each setting is the command that changes it.
    """,
    "quit": """
    An open transaction is undone.
    """,
  ]
}
