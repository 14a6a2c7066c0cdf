/// What `.help NAME` says below the help of a command, with examples.
enum CommandDetails {
  static let output = """
    A file appears when it is whole: when results go elsewhere, or at the end. A command gets the results as it reads
    them, and is waited for; its exit code is told where it is not 0. The format is that of .mode. Commands are for
    people: scripts, and files that .read reads, need pressmark repl --allow-shell.

      .mode csv
      .output results.csv
      .output |gzip > results.csv.gz
      .output
    """

  static let once = """
    A statement that fails leaves the file as it was; the next whole result goes there. A command gets the result on its
    standard input, and is waited for. Commands are for people: scripts, and files that .read reads, need
    pressmark repl --allow-shell.

      .once names.txt
      .once |wc -l
      .once |sort -u | head -20
    """

  static let pager = """
    Output that is longer than the window goes through $PAGER, else less, else more; with PAGER=cat or an empty one
    through none. To leave the pager ends that output only. Results in tables are cut to the window instead: .last shows
    all rows, through the pager.

      .pager off
    """

  static let shell = """
    The command has the terminal until it ends, and Ctrl-C is its own; its exit code is told where it is not 0. In a
    script its standard input is empty. .system, .! and \\! are the same. Scripts, and files that .read reads, need
    pressmark repl --allow-shell.

      .shell ls -l *.csv
      \\! date
    """

  static let save = """
    The folder is the one that --queries or $PRESSMARK_QUERIES names, else $XDG_DATA_HOME/pressmark/queries, which is
    ~/.local/share/pressmark/queries; it is made when it is missing. All commands read it: a query there replaces a
    built-in one of the same name. Where the file exists, a person is asked; a script says --force.

      SELECT count(*) FROM files f JOIN exports e USING (export_id) WHERE e.name = :export;
      .save count-files How many files an export has
      .run count-files export=previous
    """

  static let edit = """
    The editor is $VISUAL, else $EDITOR, else vi. What comes back is shown, and runs. With a name, the saved query is
    edited instead, and checked afterwards without being run; a built-in query is copied into your folder first. Ctrl-X
    Ctrl-E opens what is being typed.

      .edit
      .edit count-files
    """
}
