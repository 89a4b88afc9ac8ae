// The subcommands. Each adds itself to the parser and leaves its exit status in `status` when it
// ran.
#ifndef GREENLENS_CLI_COMMANDS_H_
#define GREENLENS_CLI_COMMANDS_H_

#include <CLI/CLI.hpp>

namespace greenlens::cli {

void add_atlas(CLI::App& app, int& status);
void add_keys(CLI::App& app, int& status);
void add_lab(CLI::App& app, int& status);
void add_list(CLI::App& app, int& status);
void add_run(CLI::App& app, int& status);
void add_record(CLI::App& app, int& status);
void add_find(CLI::App& app, int& status);
void add_where(CLI::App& app, int& status);
void add_view(CLI::App& app, int& status);
void add_show(CLI::App& app, int& status);
void add_check(CLI::App& app, int& status);
void add_diff(CLI::App& app, int& status);
void add_hash(CLI::App& app, int& status);
void add_import(CLI::App& app, int& status);
void add_cut(CLI::App& app, int& status);
void add_export(CLI::App& app, int& status);
void add_snapshot(CLI::App& app, int& status);
void add_statistics(CLI::App& app, int& status);
void add_strategies(CLI::App& app, int& status);
void add_symbols(CLI::App& app, int& status);
void add_glossary(CLI::App& app, int& status);
void add_parked(CLI::App& app, int& status);
void add_processes(CLI::App& app, int& status);
void add_findings(CLI::App& app, int& status);
void add_lint(CLI::App& app, int& status);
void add_lesson(CLI::App& app, int& status);
void add_quiz(CLI::App& app, int& status);
void add_top(CLI::App& app, int& status);
void add_what_if(CLI::App& app, int& status);
void add_probe(CLI::App& app, int& status);
void add_python_path(CLI::App& app, int& status);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_COMMANDS_H_
