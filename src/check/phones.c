/* bad-phone: telephone numbers that nobody in the United Kingdom can ring, by the National Telephone Numbering Plan
 * (Ofcom, 2024): how many digits follow which beginning. Numbers of other countries and short ones (111, 999) are left
 * alone. */
#include "base/memory.h"
#include "base/scan.h"
#include "check/rules.h"

#define DIGITS_MOST 18
#define GROUPS_MOST 8

struct phone {
	size_t begin, end;
	char digits[DIGITS_MOST]; /* as it is dialled within the country */
	size_t count;
	size_t group_ends[GROUPS_MOST]; /* how many digits there are at the end of each group */
	size_t groups;
	bool is_abroad;    /* written +44 or 0044 */
	bool has_zero_too; /* +44 01743 …: the 0 is left out then */
	bool has_letter;   /* O for 0, l or I for 1 */
};

/* Area codes with numbers of five digits. */
static bool has_short_numbers(struct text digits)
{
	return text_is_one_of(text_slice(digits, 0, 5),
			      "01204 01208 01254 01276 01297 01298 01363 01364 01384 01386 01404 01420 01460 01461 "
			      "01480 01488 01524 01527 01562 01566 01606 01629 01635 01647 01659 01695 01697 01726 "
			      "01744 01750 01827 01837 01884 01900 01905 01935 01946 01949 01963 01995");
}

static bool begins_with_any(struct text digits, const char *list)
{
	for (size_t length = 2; length < 5; length++)
		if (text_is_one_of(text_slice(digits, 0, length), list))
			return true;
	return false;
}

/* A beginning that numbers have. */
static bool has_prefix(struct text digits)
{
	return begins_with_any(digits,
			       "011 012 013 014 015 016 017 018 019 020 023 024 028 029 030 033 034 037 055 056 "
			       "070 071 073 074 075 076 077 078 079 0800 0808 0843 0844 0845 0870 0871 0872 0873 "
			       "090 091 098 0500");
}

static bool is_valid(struct text digits)
{
	if (!has_prefix(digits))
		return false;
	if (text_begins(digits, TEXT("0800")))
		return digits.length == 11 || digits.length == 10 || text_equal(digits, TEXT("08001111"));
	if (text_equal(digits, TEXT("08454647")))
		return true;
	if (text_begins(digits, TEXT("0500")))
		return digits.length == 10;
	if (text_begins(digits, TEXT("01")) && has_short_numbers(digits) && digits.length == 10)
		return true;
	return digits.length == 11;
}

static char digit_at(struct text text, size_t at, bool *is_letter)
{
	char c = at < text.length ? text.bytes[at] : '\0';

	*is_letter = c == 'O' || c == 'o' || c == 'l' || c == 'I';
	return is_ascii_digit(c) ? c : c == 'O' || c == 'o' ? '0' : *is_letter ? '1' : '\0';
}

/* The length of what may stand between two groups, before a digit. */
static size_t separator_length(struct text text, size_t at)
{
	size_t end = at;

	while (end < text.length && end - at < 3 &&
	       (text.bytes[end] == ' ' || text.bytes[end] == '-' || text.bytes[end] == ')'))
		end++;
	if (end == at && text_begins(text_slice(text, at, text.length), TEXT("\u00a0")))
		end = at + 2;
	/* "0900 - 1700" are hours. */
	if (text_find(text_slice(text, at, end), TEXT(" -"), 0) != TEXT_NOT_FOUND)
		return 0;
	return end < text.length && is_ascii_digit(text.bytes[end]) ? end - at : 0;
}

static void add_digit(struct phone *phone, char digit)
{
	if (phone->count < DIGITS_MOST)
		phone->digits[phone->count++] = digit;
}

static void end_group(struct phone *phone)
{
	if (phone->groups < GROUPS_MOST)
		phone->group_ends[phone->groups++] = phone->count;
}

/* "+44", "0044", with "(0)" after it or not; gives where the rest begins, or `at`. */
static size_t read_country(struct text text, size_t at, struct phone *phone)
{
	struct text rest = text_slice(text, at, text.length);
	size_t length = text_begins(rest, TEXT("+44")) ? 3 : text_begins(rest, TEXT("0044")) ? 4 : 0;

	if (!length)
		return at;
	phone->is_abroad = true;
	add_digit(phone, '0');
	at += length;
	while (at < text.length && text.bytes[at] == ' ')
		at++;
	rest = text_slice(text, at, text.length);
	if (text_begins(rest, TEXT("(0)"))) {
		at += 3;
		while (at < text.length && text.bytes[at] == ' ')
			at++;
	} else if (text_begins(rest, TEXT("0"))) {
		phone->has_zero_too = true;
		at++;
	}
	return at;
}

/* Reads what may be a number at `at`: digits in groups. False where it goes on as something else. */
static bool read_phone(struct text text, size_t at, struct phone *phone)
{
	size_t real = 0;
	bool is_letter;

	*phone = (struct phone){.begin = at};
	at = read_country(text, at, phone);
	if (text.bytes[at] == '(' && !phone->is_abroad)
		at++;
	for (char digit; (digit = digit_at(text, at, &is_letter));) {
		add_digit(phone, digit);
		phone->has_letter |= is_letter;
		real += !is_letter;
		at++;
		bool ignored;
		if (digit_at(text, at, &ignored))
			continue;
		end_group(phone);
		at += separator_length(text, at);
	}
	phone->end = at;
	if (at < text.length && (is_word_byte(text.bytes[at], WORD_DIGIT | WORD_UNDERSCORE) ||
				 (text_find_byte(TEXT("/.:,"), text.bytes[at], 0) != TEXT_NOT_FOUND &&
				  at + 1 < text.length && is_ascii_digit(text.bytes[at + 1]))))
		return false;
	return phone->count >= 7 && phone->count < DIGITS_MOST && phone->digits[0] == '0' &&
	       real * 4 >= phone->count * 3;
}

/* Is it certain that a telephone number is meant: by the words before it? */
static bool is_led_to(struct text text, size_t at)
{
	static const char *const cues =
		"tel telephone phone call ring rings fax mobile text sms helpline switchboard contact "
		"dial phoning calling ringing hotline landline";
	size_t begin = at > 40 ? at - 40 : 0;
	bool is_led = false;

	for (size_t i = begin; i < at;) {
		size_t end = word_end(text, i, WORD_LETTERS);
		struct text word = text_slice(text, i, end);
		if (end > i &&
		    (text_equal_ignoring_case(word, TEXT("isbn")) || text_equal_ignoring_case(word, TEXT("issn"))))
			return false;
		is_led |= end > i && is_word_edge(text, i) && text_is_one_of(word, cues);
		i = end > i ? end : i + 1;
	}
	return is_led;
}

/* Written as people write them: a code of three digits or more, and at least one group after it. */
static bool looks_like_phone(const struct phone *phone)
{
	size_t first = phone->group_ends[0];

	return phone->is_abroad || (phone->groups > 1 && phone->groups < 5 && first >= 3 && first <= 6 &&
				    phone->count >= 9 && phone->count <= 13 && phone->digits[1] != '0');
}

/* "0900-1700": hours. */
static bool are_hours(const struct phone *phone)
{
	return phone->groups == 2 && phone->group_ends[0] == 4 && phone->count == 8;
}

/* Is a beginning of it a whole number, before other figures: "01743 277600 24 hours a day"? */
static bool is_valid_in_part(const struct phone *phone)
{
	for (size_t i = 0; i < phone->groups; i++)
		if (is_valid((struct text){phone->digits, phone->group_ends[i]}))
			return true;
	return false;
}

static void report(struct check_context *context, const struct phone *phone, struct text words, struct place place)
{
	struct text digits = {phone->digits, phone->count};

	if (phone->has_letter)
		findings_add_subject(context->findings, CHECK_BAD_PHONE, subject_at(context, place, words), place,
				     "the telephone number \"%.*s\" has a letter in it", TEXT_ARGUMENTS(words));
	else if (phone->has_zero_too)
		findings_add_subject(context->findings, CHECK_BAD_PHONE, subject_at(context, place, words), place,
				     "\"%.*s\" has a 0 after +44, which can't be dialled" WHY "nobody can ring it" FIX
				     "leave the 0 out, or write it as (0)",
				     TEXT_ARGUMENTS(words));
	else if (!has_prefix(digits))
		findings_add_subject(context->findings, CHECK_BAD_PHONE, subject_at(context, place, words), place,
				     "\"%.*s\" begins as no telephone number of the United Kingdom does",
				     TEXT_ARGUMENTS(words));
	else
		findings_add_subject(context->findings, CHECK_BAD_PHONE, subject_at(context, place, words), place,
				     "the telephone number \"%.*s\" has %zu digits in place of %d",
				     TEXT_ARGUMENTS(words), phone->count, 11);
}

/* Is what was read wrong as a number, and surely meant for one? */
static bool is_bad(struct text text, const struct phone *phone, bool is_reference)
{
	bool is_led = is_led_to(text, phone->begin);

	if (are_hours(phone) || (!is_led && (is_reference || !looks_like_phone(phone))))
		return false;
	return phone->has_letter || phone->has_zero_too || !is_valid_in_part(phone);
}

static bool may_begin(struct text text, size_t at)
{
	char c = text.bytes[at], after = at + 1 < text.length ? text.bytes[at + 1] : '\0';
	bool begins = (c == '0' && at + 1 < text.length) || (c == '+' && after == '4') || (c == '(' && after == '0') ||
		      ((c == 'O' || c == 'o') && is_ascii_digit(after));

	return begins && (at == 0 || (!is_word_byte(text.bytes[at - 1], WORD_DIGIT | WORD_UNDERSCORE) &&
				      text_find_byte(TEXT("./-#,+£$"), text.bytes[at - 1], 0) == TEXT_NOT_FOUND));
}

static void rule_phones(struct check_context *context, const struct node *leaf, const struct flat_text *flat)
{
	struct text text = flat->text;
	struct phone phone;

	for (size_t at = 0; at < text.length; at++) {
		if (!may_begin(text, at))
			continue;
		bool is_phone = read_phone(text, at, &phone);
		if (is_phone && is_bad(text, &phone, leaf->kind == NODE_REFERENCE))
			report(context, &phone, text_slice(text, at, phone.end), flat_text_place(flat, at, phone.end));
		at = phone.end > at ? phone.end - 1 : at;
	}
}

/* A link to a number, whatever its words: RFC 3966 has it with +44, and people write it as it is dialled. */
static void rule_phone_link(struct check_context *context, const struct node *link)
{
	struct text target = text_trim(link->link.target), number;
	struct phone phone;

	if (link->link.kind != LINK_URL || !text_begins_ignoring_case(target, TEXT("tel:")))
		return;
	number = text_slice(target, 4, text_find_byte(target, ';', 0));
	if (number.length > 1 && may_begin(number, 0) && read_phone(number, 0, &phone) &&
	    (phone.has_letter || phone.has_zero_too || !is_valid_in_part(&phone)))
		report(context, &phone, number, link->link.target_place);
}

static void check_value(void *data, const struct field *field, const struct text_value *value)
{
	struct text text = value->text;
	struct phone phone;

	for (size_t at = 0; !(field->flags & FIELD_TOKEN) && at < text.length; at++) {
		if (!may_begin(text, at))
			continue;
		if (read_phone(text, at, &phone) && is_bad(text, &phone, false)) {
			struct text words = text_slice(text, at, phone.end);
			report(data, &phone, words, place_in_value(value->place, words));
		}
		at = phone.end > at ? phone.end - 1 : at;
	}
}

static void rule_phones_of_fields(struct check_context *context)
{
	field_each_text(&policy_fields, context->policy, check_value, context);
}

const struct rule phones_rules[] = {
	POLICY_RULE(REFERENCES, rule_phones_of_fields),
	LEAF_RULE(REFERENCES, rule_phones),
	NODE_RULE(REFERENCES, LINK, rule_phone_link),
	RULES_END,
};
