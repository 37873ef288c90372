// Codes of what can be wrong with a scenario file. A code keeps its meaning for ever; new ones are added at the end.
#pragma once
#include <string_view>

namespace townsquare::codes {

// a file as text
inline constexpr std::string_view cannot_read = "C001";   ///< the file is missing or unreadable
inline constexpr std::string_view syntax = "C002";        ///< not TOML
inline constexpr std::string_view set_twice = "C003";     ///< a key or section twice in one file
inline constexpr std::string_view include = "C004";       ///< an include that is not allowed
inline constexpr std::string_view bad_override = "C005";  ///< `--set` that is not key=value
inline constexpr std::string_view unknown_name = "C006";  ///< neither a file nor a name in the catalogue
// keys
inline constexpr std::string_view unknown_section = "C010";
inline constexpr std::string_view unknown_key = "C011";
inline constexpr std::string_view unknown_rule = "C012";
inline constexpr std::string_view key_of_other_rule = "C013";
inline constexpr std::string_view missing_key = "C014";
// values
inline constexpr std::string_view wrong_type = "C020";
inline constexpr std::string_view missing_unit = "C021";
inline constexpr std::string_view wrong_unit = "C022";
inline constexpr std::string_view out_of_range = "C023";
inline constexpr std::string_view not_whole = "C024";
inline constexpr std::string_view unknown_word = "C025";
inline constexpr std::string_view list_length = "C026";
inline constexpr std::string_view bad_mark = "C027";  ///< evidence, range or source of a value
inline constexpr std::string_view bad_currency = "C028";
inline constexpr std::string_view sub_cent = "C029";  ///< money with more than two decimals
// keys that contradict each other
inline constexpr std::string_view weights_sum = "C040";
inline constexpr std::string_view bounds = "C041";
inline constexpr std::string_view more_than_exist = "C042";
inline constexpr std::string_view longer_than_run =
    "C043";  ///< a warning: no change of rules can end within the run
inline constexpr std::string_view not_ascending = "C044";
inline constexpr std::string_view even_jury = "C045";  ///< a jury whose vote can be tied
inline constexpr std::string_view body_cycle = "C046";   ///< bodies that choose, or stop, themselves
inline constexpr std::string_view empty_body = "C047";   ///< a body that is asked and has no votes
inline constexpr std::string_view out_of_reach = "C048";  ///< what a vote or a proposal needs can never be there
inline constexpr std::string_view attack_in_vain = "C049";  ///< a warning: an attack that cannot do what it wants
inline constexpr std::string_view no_market = "C050";     ///< a warning: no file says anything of the market
inline constexpr std::string_view key_of_world = "C052";     ///< a rival with a key that all platforms share
inline constexpr std::string_view unknown_platform = "C053"; ///< results of a platform that is not there
inline constexpr std::string_view nothing_to_decide = "C054";  ///< a warning: a body is given a class of decision that has no number
inline constexpr std::string_view nothing_to_test = "C051";  ///< an operator that tests fees, and a fixed schedule
inline constexpr std::string_view without_effect = "C055";  ///< a warning: a key that nothing in this scenario reads
inline constexpr std::string_view cannot_fork = "C060";  ///< a branch of a living run that cannot be lived
// a founder's file
inline constexpr std::string_view wrong_layer = "C070";  ///< a rule among the assumptions, or the other way round
inline constexpr std::string_view bad_promise = "C071";  ///< a promise without what it needs, or with what it cannot use
inline constexpr std::string_view unknown_subject = "C072";  ///< a promise about a number that no run has

}  // namespace townsquare::codes
