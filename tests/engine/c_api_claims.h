/* The claims of c_api_claims.c, each a function that returns null, or what does not hold. */
#ifndef GREENLENS_TESTS_ENGINE_C_API_CLAIMS_H_
#define GREENLENS_TESTS_ENGINE_C_API_CLAIMS_H_

#include "engine/c/api.h"

#ifdef __cplusplus
extern "C" {
#endif

const char* a_body_runs_on_the_first_switch_and_continues_after_each_other(void);
const char* switching_with_nothing_returns_what_the_body_returns(void);
const char* arguments_and_keywords_arrive(void);
const char* what_a_switch_hands_over_follows_the_rule_of_single_result(void);
const char* the_running_greenlet_is_active_and_is_the_parent_of_a_new_one(void);
const char* states_follow_the_life_of_a_greenlet(void);
const char* a_new_parent_gets_the_final_switch(void);
const char* parents_make_no_cycle_and_main_has_none(void);
const char* an_error_thrown_in_comes_back_when_the_body_passes_it_on(void);
const char* an_error_thrown_in_can_be_dealt_with(void);
const char* throwing_checks_what_is_thrown(void);
const char* greenlet_exit_is_a_value_for_the_parent(void);
const char* releasing_the_last_handle_throws_greenlet_exit(void);
const char* each_greenlet_has_its_own_pending_error(void);
const char* a_status_without_an_error_is_an_error(void);
const char* a_greenlet_without_a_body_refuses(void);
const char* null_handles_and_wrong_keywords_are_errors(void);
const char* nulls_are_refused_in_a_sentence(void);
const char* what_could_not_be_made_is_no_none(void);
const char* what_is_nested_deep_is_built_and_freed(void);
const char* names_can_be_chosen_and_changed(void);
const char* values_are_built_and_taken_apart(void);
const char* what_cannot_be_taken_apart_is_told(void);

/* Bodies for C++: switches once to its parent; returns the status of that, or its value. */
int wait_in_parent(void* self, const greenlens_value* arguments, const greenlens_value* keywords,
                   greenlens_value** result);
/* Switches to the greenlet `self`, and does the same. */
int switch_to_self(void* self, const greenlens_value* arguments, const greenlens_value* keywords,
                   greenlens_value** result);
/* Leaves a ValueError pending. */
int fail_with_value_error(void* self, const greenlens_value* arguments,
                          const greenlens_value* keywords, greenlens_value** result);
/* Makes a greenlet and switches to it, on the line that it returns. */
int switch_on_a_known_line(void);

#ifdef __cplusplus
}
#endif

#endif  // GREENLENS_TESTS_ENGINE_C_API_CLAIMS_H_
