/// Commands of other shells that are no other name of one here: what to use instead.
struct Habit: Sendable {
  let names: [String]
  /// What does it here.
  let advice: String

  /// The advice for a command, as it was typed.
  static func advice(for name: String) -> String? { all.first { $0.names.contains(name.lowercased()) }?.advice }

  /// The shells that they come from: sqlite3, DuckDB, litecli, psql, mysql.
  static let all: [Habit] = [
    Habit(
      names: [".dump"],
      advice: "pressmark dump writes the catalog for other databases; .once FILE writes one result"),
    Habit(
      names: [".backup", ".clone", ".vacuum"],
      advice: "a catalog is one file: cp copies it while nothing is imported"),
    Habit(
      names: [".width", ".maxwidth"],
      advice: "columns fit themselves to the window; .mode line shows whole values, .maxrows N sets the rows"),
    Habit(
      names: [".changes", ".stats"], advice: "INSERT, UPDATE and DELETE say how many rows they changed without it"),
    Habit(
      names: [".cd"],
      advice: "files are found from the folder that pressmark was started in; name them with their folder"),
    Habit(
      names: [".excel", ".www"],
      advice: ".mode csv, and then .once FILE.csv before the statement: a spreadsheet opens that file"),
    Habit(names: [".bail"], advice: "a script ends at its first error; pressmark repl --keep-going goes on"),
    Habit(
      names: [".log", ".trace", ".tee", "tee"], advice: ".output FILE keeps results; .history lists what was typed"),
    Habit(
      names: [".load", ".extension"],
      advice: "the functions are there already; pressmark extension names them for other tools"),
    Habit(
      names: [
        ".prompt", ".binary", ".crnl", ".vfsname", ".vfslist", ".vfsinfo", ".limit", ".dbconfig",
        ".filectrl", ".lint", ".testctrl", ".scanstats", ".auth", ".progress", ".session", ".archive", ".ar",
        ".recover",
        ".restore", ".sha3sum", ".dbtotxt", ".dbinfo", ".selftest", ".expert", ".intck", ".nonce", ".breakpoint",
      ],
      advice: "this shell has no such setting; sqlite3 opens the same file and has it"),
    Habit(
      names: [".constant", ".keyword", ".comment", ".highlight", ".highlight_colors", ".render_errors"],
      advice: "colours are those of the terminal; NO_COLOR=1 in the environment turns them off"),
    Habit(
      names: [".multiline", ".singleline", ".edit-mode", ".vi"],
      advice: "Enter runs what ends in a semicolon, and else begins a new line"),
    Habit(
      names: [".safe_mode"], advice: "the catalog is open for reading only unless pressmark repl --write started it"),
    Habit(names: [".clear", "\\clear", ".cls"], advice: "Ctrl-L clears the screen"),
    Habit(names: ["\\watch"], advice: "outside the shell: watch pressmark sql \"SELECT …\""),
    Habit(
      names: ["\\copy"], advice: ".once FILE writes the next result into a file, in the format of .mode"),
    Habit(
      names: ["\\df", "\\da", ".functions"], advice: "SELECT DISTINCT name FROM pragma_function_list ORDER BY name;"),
    Habit(
      names: ["\\dn", "\\du", "\\dp", "\\z", "\\dg", "\\password", "\\encoding", "\\dx"],
      advice: "a catalog is one file without schemas, users or rights; .tables lists what is in it"),
    Habit(
      names: ["\\g", "\\go", "\\gx", "\\ego", "\\bind"],
      advice: "a semicolon runs a statement; .last line shows the last result one value per line"),
    Habit(
      names: ["\\p", "\\r", "\\c-", "\\reset"],
      advice: "the statement is on the line until Enter runs it; Ctrl-C drops it"),
    Habit(names: ["\\unset"], advice: ".param unset NAME drops a parameter"),
    Habit(
      names: ["\\pset", "\\a"],
      advice: ".mode FORMAT, .headers, .nullvalue and .separator set how results look; .show lists them"),
    Habit(
      names: ["\\if", "\\elif", "\\else", "\\endif", "\\gset", "\\gexec", "\\prompt"],
      advice: "scripts have no conditions here; .param NAME=VALUE sets what a statement uses as :NAME"),
    Habit(names: ["\\ds", "\\dd"], advice: ".tables lists what is in the catalog"),
    Habit(names: ["\\conninfo", "\\status", ".status"], advice: ".show says what is open and set"),
  ]
}
