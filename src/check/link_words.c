/* link-words-differ: a link whose words name one policy, part or address, and which leads to another. Of NICE guidance
 * nice-url-mismatch speaks. */
#include "base/memory.h"
#include "base/scan.h"
#include "check/other_policies.h"
#include "check/rules.h"
#include "check/tables.h"

static void report(struct check_context *context, const struct node *link, struct text named, struct text leads_to)
{
	struct text both = ARENA_JOIN(context->arena, named, TEXT(" "), leads_to);

	findings_add_subject(context->findings, CHECK_LINK_WORDS_DIFFER, subject_at(context, link->place, both),
			     link->place, "the words name \"%.*s\", and the link leads to \"%.*s\"",
			     TEXT_ARGUMENTS(named), TEXT_ARGUMENTS(leads_to));
}

/* "the hernia policy" as "hernia". */
static struct text title_of_words(struct text words)
{
	if (text_begins_ignoring_case(words, TEXT("the ")))
		words = text_slice(words, 4, words.length);
	if (words.length > 7 &&
	    text_equal_ignoring_case(text_slice(words, words.length - 7, words.length), TEXT(" policy")))
		words.length -= 7;
	return words;
}

static void check_policy(struct check_context *context, const struct node *link, struct text words)
{
	const struct other_policies *others = context->suite->check_tables->other_policies;
	struct text ref = ref_within(context->suite->site, words), target = link->link.ref;
	const struct policy *meant = other_policy(context->suite, target), *named;

	if (ref.length) {
		const struct policy *now = other_policy_by_former_ref(others, ref);
		if (!text_equal(ref, target) && !(now && text_equal(now->ref.text, target)))
			report(context, link, ref, target);
		return;
	}
	named = other_policy_by_title(others, words);
	if (!named)
		named = other_policy_by_title(others, title_of_words(words));
	if (named && meant && !text_equal(named->ref.text, target) &&
	    !text_equal(plain_title(context->arena, named->title.text), plain_title(context->arena, meant->title.text)))
		report(context, link, named->title.text, target);
}

/* The one number of a part in words: all of them, or after "section" and its like. Empty: none, or several. */
static struct text part_in(struct text words)
{
	struct text part = TEXT("");

	for (size_t at = 0; at < words.length; at++) {
		size_t end = is_word_edge(words, at) && !(at > 0 && words.bytes[at - 1] == '.')
				     ? number_end(words, at, NUMBER_OF_PART)
				     : at;
		if (end == at)
			continue;
		struct text number = text_slice(words, at, end);
		size_t before = at;
		while (before > 0 && words.bytes[before - 1] == ' ')
			before--;
		size_t noun = word_begin(words, before, WORD_LETTERS);
		/* Appendices have numbers of their own. */
		if (text_begins_ignoring_case(text_slice(words, noun, before), TEXT("append")))
			return TEXT("");
		bool is_named = begins_part_word(words, noun);
		struct text after = text_slice(words, spaces_end(words, end), words.length);
		bool is_all = at == 0 && (!after.length || text_is(after, "above") || text_is(after, "below"));
		bool has_unit = end < words.length && (words.bytes[end] == '%' || is_word_byte(words.bytes[end], 0));
		if (!has_unit && (is_named || is_all)) {
			if (part.length)
				return TEXT("");
			part = number;
		}
		at = end;
	}
	return part;
}

/* Is one the number of the other, or of what it stands in? */
static bool is_within(struct text number, struct text whole)
{
	return text_equal(number, whole) || (text_begins(number, whole) && number.bytes[whole.length] == '.');
}

static void check_part(struct check_context *context, const struct node *link, struct text words, struct text leads_to)
{
	struct text part = part_in(words);

	if (part.length && leads_to.length && !is_within(leads_to, part))
		report(context, link, part, leads_to);
}

/* Without "https://", "www." and slashes at the end. */
static struct text plain_address(struct text address)
{
	size_t slashes = text_find(address, TEXT("//"), 0);

	if (slashes != TEXT_NOT_FOUND)
		address = text_slice(address, slashes + 2, address.length);
	if (text_begins_ignoring_case(address, TEXT("www.")))
		address = text_slice(address, 4, address.length);
	while (address.length && text_find_byte(TEXT("/.,"), address.bytes[address.length - 1], 0) != TEXT_NOT_FOUND)
		address.length--;
	return address;
}

/* Words that are an address and nothing else, whole or without its beginning: "www.nhs.uk/x", "nhs.uk". */
static bool is_address(struct text words)
{
	static const char *const ends[] = {".uk", ".org", ".com", ".net", ".eu", ".int", ".info", ".edu"};

	if (!words.length || text_find_byte(words, ' ', 0) != TEXT_NOT_FOUND ||
	    text_find_byte(words, '@', 0) != TEXT_NOT_FOUND)
		return false;
	if (address_length(words, 0, 0) == words.length)
		return true;
	struct text host = address_host(words);
	for (size_t i = 0; i < ARRAY_COUNT(ends); i++)
		if (host.length > strlen(ends[i]) && text_ends(host, text_of(ends[i])))
			return true;
	return false;
}

static bool is_mail(struct text words)
{
	size_t at = text_find_byte(words, '@', 0);

	return at != TEXT_NOT_FOUND && at > 0 && text_find_byte(words, ' ', 0) == TEXT_NOT_FOUND &&
	       text_find_byte(words, '.', at) != TEXT_NOT_FOUND;
}

/* The digits of a telephone number as it is dialled within the country. */
static size_t phone_digits(struct text words, char digits[static 16])
{
	size_t count = 0;
	bool is_abroad = text_find(words, TEXT("+44"), 0) != TEXT_NOT_FOUND || text_begins(words, TEXT("0044"));
	size_t from = is_abroad ? text_find(words, TEXT("44"), 0) + 2 : 0;

	if (is_abroad)
		digits[count++] = '0';
	for (size_t i = from; i < words.length && count < 16; i++)
		if (is_ascii_digit(words.bytes[i]) && !(is_abroad && count == 1 && words.bytes[i] == '0'))
			digits[count++] = words.bytes[i];
	return count;
}

/* Words that hold nothing but a number. */
static bool is_phone(struct text words)
{
	size_t digits = 0;

	for (size_t i = 0; i < words.length; i++) {
		digits += is_ascii_digit(words.bytes[i]);
		if (!is_ascii_digit(words.bytes[i]) &&
		    text_find_byte(TEXT("+-() "), words.bytes[i], 0) == TEXT_NOT_FOUND)
			return false;
	}
	return digits >= 7;
}

static bool are_same_phone(struct text first, struct text second)
{
	char digits[16], others[16];
	size_t count = phone_digits(first, digits);

	return count == phone_digits(second, others) && memcmp(digits, others, count) == 0;
}

/* Does an address begin with the words', as "www.nhs.uk" does for a page of that site? Words that were cut say less. */
static bool begins_with(struct text address, struct text words)
{
	struct text plain = plain_address(address), named = plain_address(words);

	if (text_find(named, TEXT("…"), 0) != TEXT_NOT_FOUND || text_find(named, TEXT("..."), 0) != TEXT_NOT_FOUND)
		return true;
	return text_begins_ignoring_case(plain, named);
}

static void check_address(struct check_context *context, const struct node *link, struct text words)
{
	struct text target = text_trim(link->link.target);
	bool is_to_mail = text_begins_ignoring_case(target, TEXT("mailto:"));
	bool is_to_phone = text_begins_ignoring_case(target, TEXT("tel:"));

	if (is_to_mail) {
		struct text mail = text_slice(target, 7, text_find_byte(target, '?', 0));
		if ((is_mail(words) && !text_equal_ignoring_case(words, mail)) || is_address(words))
			report(context, link, words, mail);
	} else if (is_to_phone) {
		struct text number = text_slice(target, 4, text_find_byte(target, ';', 0));
		if (is_phone(words) && !are_same_phone(words, number))
			report(context, link, words, number);
	} else if (is_mail(words) || (is_address(words) && !begins_with(target, words))) {
		report(context, link, words, target);
	}
}

static void rule_link_words(struct check_context *context, const struct node *link)
{
	struct text words = text_trim(node_words(context->arena, link));

	if (link->link.is_bare || link->link.is_autolink || !words.length)
		return;
	switch (link->link.kind) {
	case LINK_POLICY:
		check_policy(context, link, words);
		if (link->link.fragment.length && is_ascii_digit(link->link.fragment.bytes[0]))
			check_part(context, link, words, link->link.fragment);
		break;
	case LINK_WITHIN:
		if (link->link.resolved)
			check_part(context, link, words, link->link.resolved->number);
		break;
	case LINK_URL:
	case LINK_NICE:
		if (text_find_byte(link->link.target, ':', 0) != TEXT_NOT_FOUND &&
		    !text_begins_ignoring_case(link->link.target, TEXT("nice:")))
			check_address(context, link, words);
		break;
	default:
		break;
	}
}

const struct rule link_words_rules[] = {
	NODE_RULE(REFERENCES, LINK, rule_link_words),
	RULES_END,
};
