/* Links and addresses, NICE identifiers, citations and the list of references. */
#include "base/memory.h"
#include "base/scan.h"
#include "base/unicode.h"
#include "check/whole_text.h"
#include "tree/nice.h"

static bool begins_http(struct text address)
{
	return text_begins_ignoring_case(address, TEXT("http://"));
}

static bool is_web(struct text address)
{
	return begins_http(address) || text_begins_ignoring_case(address, TEXT("https://"));
}

/* "www.nhs.uk:80" of "http://www.nhs.uk:80/x". */
static struct text authority_of(struct text address)
{
	size_t begin = text_find(address, TEXT("//"), 0) + 2, end = begin;

	while (end < address.length && text_find_byte(TEXT("/?#"), address.bytes[end], 0) == TEXT_NOT_FOUND)
		end++;
	return text_slice(address, begin, end);
}

/* A part of a host between dots (RFC 1123, section 2.1); letters beyond ASCII may stand in it. */
static bool is_label(struct text label)
{
	if (!label.length || label.length > 63 || label.bytes[0] == '-' || label.bytes[label.length - 1] == '-')
		return false;
	for (size_t i = 0; i < label.length; i++) {
		char c = label.bytes[i];
		if (!is_ascii_letter(c) && !is_ascii_digit(c) && c != '-' && c != '_' && (unsigned char)c < 0x80)
			return false;
	}
	return true;
}

/* A host that people can reach: two parts at least, and a port of digits. */
static bool is_host(struct text authority)
{
	size_t colon = text_find_byte(authority, ':', 0), labels = 0;
	struct text rest = text_slice(authority, 0, colon), label, port = TEXT("");
	uint32_t number;

	if (colon != TEXT_NOT_FOUND)
		port = text_slice(authority, colon + 1, authority.length);
	if (port.length && !text_to_number(port, 65535, &number))
		return false;
	if (text_ends(rest, TEXT(".")))
		rest.length--;
	while (text_split(&rest, '.', &label)) {
		if (!is_label(label))
			return false;
		labels++;
	}
	return labels > 1;
}

static bool is_mail_address(struct text address)
{
	struct text rest = text_slice(address, sizeof "mailto:" - 1, text_find_byte(address, '?', 0));
	size_t at = text_find_byte(rest, '@', 0);

	return at != TEXT_NOT_FOUND && at > 0 && is_host(text_slice(rest, at + 1, rest.length)) &&
	       text_find_byte(rest, ' ', 0) == TEXT_NOT_FOUND;
}

static bool is_telephone_number(struct text address)
{
	size_t digits = 0;

	for (size_t i = sizeof "tel:" - 1; i < address.length; i++) {
		char c = address.bytes[i];
		digits += is_ascii_digit(c);
		if (!is_ascii_digit(c) && text_find_byte(TEXT("+-(). ;=ext"), c, 0) == TEXT_NOT_FOUND)
			return false;
	}
	return digits >= 3;
}

/* What is wrong with an address that was refused, and what to do. */
static void report_refused(struct check_context *context, const struct node *link)
{
	struct text target = text_trim(link->link.target);
	struct findings *findings = context->findings;
	struct place place = link->link.target_place;
	size_t colon = text_find_byte(target, ':', 0);
	struct text scheme = text_slice(target, 0, colon);

	if (link->kind == NODE_IMAGE)
		findings_add(findings, CHECK_BAD_URL, place,
			     "the picture \"%.*s\" is not a file of this site" WHY
			     "pages show only pictures of this site" FIX
			     "put the file below site/assets/ and write its path, as site/assets/pathway.png",
			     TEXT_ARGUMENTS(target));
	else if (text_begins(target, TEXT("site/")) || text_begins(target, TEXT("assets/")))
		findings_add(findings, CHECK_BAD_URL, place,
			     "a link in the text can't lead to the file \"%.*s\"" WHY
			     "the page links to files from its list of documents" FIX
			     "name it under documents in the front matter, and leave only the words here",
			     TEXT_ARGUMENTS(target));
	else if (text_begins_ignoring_case(target, TEXT("www.")))
		findings_add(findings, CHECK_BAD_URL, place,
			     "\"%.*s\" is not a whole address" WHY "a browser would look for it on this site" FIX
			     "write https://%.*s",
			     TEXT_ARGUMENTS(target), TEXT_ARGUMENTS(target));
	else if (text_is(scheme, "policy"))
		findings_add(findings, CHECK_BAD_URL, place,
			     "this link doesn't say to which policy it leads" FIX "write its reference after policy:");
	else if (text_is(scheme, "nice"))
		findings_add(findings, CHECK_BAD_URL, place,
			     "\"%.*s\" is not NICE guidance" FIX "write its kind and number after nice:, as nice:NG59",
			     TEXT_ARGUMENTS(target));
	else if (is_web(target) || text_equal_ignoring_case(scheme, TEXT("http")) ||
		 text_equal_ignoring_case(scheme, TEXT("https")))
		findings_add(findings, CHECK_BAD_URL, place,
			     "\"%.*s\" names no site that a browser could find" FIX
			     "write two slashes and the name of the site after https:, as https://www.nice.org.uk/",
			     TEXT_ARGUMENTS(target));
	else if (colon != TEXT_NOT_FOUND && text_distance(scheme, TEXT("https"), 2) <= 2)
		findings_add(findings, CHECK_BAD_URL, place,
			     "\"%.*s:\" is not the beginning of an address" WHY "this link is not published" FIX
			     "write \"https:\"",
			     TEXT_ARGUMENTS(scheme));
	else
		findings_add(findings, CHECK_BAD_URL, place,
			     "\"%.*s\" is not an address that a page may lead to" WHY "this link is not published" FIX
			     "begin it with https:// or mailto:, with policy: and a reference, or with # and a name in "
			     "this policy",
			     TEXT_ARGUMENTS(target));
}

/* "ng-59", "NG%2059", "59", "ng59a": the part after /guidance/ where it was meant for an identifier and is none. */
static bool is_bad_identifier(struct text part)
{
	/* With a number behind its kind, it would have been recognised. */
	return nice_is_kind(text_slice(part, 0, word_end(part, 0, WORD_LETTERS))) ||
	       (part.length && digits_end(part, 0) == part.length);
}

/* nice-url-mismatch: an address below /guidance/ that can lead to no guidance. */
static void check_guidance_address(struct check_context *context, const struct node *link)
{
	struct text address = text_trim(link->link.target), host = authority_of(address);
	size_t at = text_find(address, TEXT("/guidance/"), 0), end;

	if (!text_equal_ignoring_case(host, TEXT("www.nice.org.uk")) &&
	    !text_equal_ignoring_case(host, TEXT("nice.org.uk")))
		return;
	if (at == TEXT_NOT_FOUND || at != (size_t)(host.bytes - address.bytes) + host.length)
		return;
	at += sizeof "/guidance/" - 1;
	for (end = at; end < address.length && text_find_byte(TEXT("/?#"), address.bytes[end], 0) == TEXT_NOT_FOUND;)
		end++;
	struct text part = text_slice(address, at, end);
	if (is_bad_identifier(part))
		findings_add(context->findings, CHECK_NICE_URL_MISMATCH, link->link.target_place,
			     "\"%.*s\" is not NICE guidance" WHY "this address leads nowhere" FIX
			     "write the kind and the number after /guidance/ without a space, as ng59",
			     TEXT_ARGUMENTS(part));
}

static void check_web_address(struct check_context *context, const struct node *link)
{
	struct text address = text_trim(link->link.target);
	struct text host = is_web(address) ? authority_of(address) : TEXT("");

	if (link->link.kind == LINK_URL && is_web(address)) {
		if (!is_host(host))
			findings_add(context->findings, CHECK_BAD_URL, link->link.target_place,
				     "\"%.*s\" is not the name of a site" WHY "this link leads nowhere" FIX
				     "correct what comes after the two slashes",
				     TEXT_ARGUMENTS(host));
		else
			check_guidance_address(context, link);
	}
	if (begins_http(address) && is_host(host))
		findings_add_subject(context->findings, CHECK_INSECURE_URL, subject_at(context, link->place, host),
				     link->link.target_place,
				     "this address begins http:// and not https://" FIX
				     "give the https:// address, if %.*s answers there",
				     TEXT_ARGUMENTS(host));
}

static bool holds_image(const struct node *link)
{
	for (const struct node *child = link->first_child; child; child = child->next)
		if (child->kind == NODE_IMAGE || holds_image(child))
			return true;
	return false;
}

/* empty-link: a link that nobody can see or hear. A picture without words is image-without-text. */
static void check_link_has_words(struct check_context *context, const struct node *link)
{
	if (link->kind == NODE_LINK && !holds_image(link) && unicode_is_blank(node_words(context->arena, link)))
		findings_add(context->findings, CHECK_EMPTY_LINK, link->place,
			     "this link has no words" WHY "nobody can see or hear it" FIX
			     "write between the square brackets where it leads, or take it out");
}

/* empty-link, bad-url, insecure-url, and nice-url-mismatch of the address alone. */
static void rule_address(struct check_context *context, const struct node *link)
{
	struct text address = text_trim(link->link.target);
	struct text words;

	if (link->link.kind != LINK_EMPTY)
		check_link_has_words(context, link);
	switch (link->link.kind) {
	case LINK_EMPTY:
		words = text_trim(node_words(context->arena, link));
		if (link->kind == NODE_IMAGE)
			findings_add(context->findings, CHECK_EMPTY_LINK, link->place,
				     "this picture has no file" WHY "nothing is shown" FIX
				     "write the file's path between the round brackets");
		else
			findings_add(context->findings, CHECK_EMPTY_LINK, link->place,
				     "the link \"%.*s\" leads nowhere" FIX
				     "write its address between the round brackets, or leave only the words",
				     TEXT_ARGUMENTS(words));
		break;
	case LINK_REFUSED:
		report_refused(context, link);
		break;
	case LINK_URL:
		if (text_begins_ignoring_case(address, TEXT("mailto:")) && !is_mail_address(address))
			findings_add(context->findings, CHECK_BAD_URL, link->link.target_place,
				     "\"%.*s\" is not an email address" WHY "nobody can write there" FIX
				     "correct the address",
				     TEXT_ARGUMENTS(text_slice(address, sizeof "mailto:" - 1, address.length)));
		else if (text_begins_ignoring_case(address, TEXT("tel:")) && !is_telephone_number(address))
			findings_add(context->findings, CHECK_BAD_URL, link->link.target_place,
				     "\"%.*s\" is not a telephone number" WHY "nobody can ring there" FIX
				     "correct the number",
				     TEXT_ARGUMENTS(text_slice(address, sizeof "tel:" - 1, address.length)));
		else
			check_web_address(context, link);
		break;
	case LINK_NICE:
		check_web_address(context, link);
		break;
	case LINK_POLICY:
	case LINK_WITHIN:
	case LINK_PAGE:
		break;
	}
}

/* Are the words of a link its address or identifier? */
static bool shows_itself(const struct node *link)
{
	return link->link.is_bare || link->link.is_autolink;
}

/* The address without what makes no difference. */
static struct text plain_url(struct text url)
{
	while (text_ends(url, TEXT("/")))
		url.length--;
	return url;
}

/* Only marks and spaces: "[words](address) - <address>". */
static bool is_only_marks(const struct node *node)
{
	if (node->kind == NODE_SOFT_BREAK)
		return true;
	if (node->kind != NODE_TEXT)
		return false;
	for (size_t i = 0; i < node->text.text.length; i++) {
		char c = node->text.text.bytes[i];
		if (is_ascii_letter(c) || is_ascii_digit(c))
			return false;
	}
	return true;
}

/* label-repeats-url. */
static void rule_repeated_address(struct check_context *context, const struct node *link)
{
	const struct node *before = link->previous;

	if (!shows_itself(link) || !link->link.url.length)
		return;
	while (before && is_only_marks(before))
		before = before->previous;
	if (!before || before->kind != NODE_LINK || shows_itself(before) || !before->link.url.length ||
	    !text_equal_ignoring_case(plain_url(before->link.url), plain_url(link->link.url)))
		return;
	struct finding *finding = findings_add_subject(context->findings, CHECK_LABEL_REPEATS_URL,
						       subject_at(context, link->place, link->link.url), link->place,
						       "this address comes again after a link to it");
	if (!finding->note_count)
		finding_note(context->findings, finding, before->place, "the link");
}

/* nice-style. */
static void rule_nice_style(struct check_context *context, const struct node *link)
{
	struct text written = shows_itself(link) ? link->link.target : text_trim(node_words(context->arena, link));
	struct text ref = link->link.ref;

	if (link->link.kind != LINK_NICE || written.length <= ref.length || is_web(written))
		return;
	size_t letters = word_end(ref, 0, WORD_LETTERS);
	if (!text_begins(written, text_slice(ref, 0, letters)) ||
	    !text_ends(written, text_slice(ref, letters, ref.length)) ||
	    nice_identifier(context->arena, written, 0, &ref) != written.length)
		return;
	findings_add_subject(
		context->findings, CHECK_NICE_STYLE, subject_at(context, link->place, ref),
		link->link.is_bare ? link->place : place_join(link->first_child->place, link->last_child->place),
		"NICE writes %.*s without a space" FIX "write %.*s", TEXT_ARGUMENTS(ref), TEXT_ARGUMENTS(ref));
}

/* The kind of an identifier, and its number. */
static void split_identifier(struct text identifier, struct text *kind, struct text *number)
{
	size_t letters = word_end(identifier, 0, WORD_LETTERS);

	*kind = text_slice(identifier, 0, letters);
	*number = text_slice(identifier, letters, identifier.length);
}

/* IPG, MTG and DG are being renumbered as HTG. */
static bool is_renumbering(struct text named, struct text addressed)
{
	return text_begins(named, TEXT("HTG")) != text_begins(addressed, TEXT("HTG"));
}

/* Could one have been meant for the other: either the number differs, or the kind, and not by the renumbering? */
static bool is_mistake_for(struct text named, struct text addressed)
{
	struct text kind, number, other_kind, other_number;

	split_identifier(named, &kind, &number);
	split_identifier(addressed, &other_kind, &other_number);
	if (is_renumbering(named, addressed))
		return false;
	return text_equal(kind, other_kind) != text_equal(number, other_number);
}

/* Do these words before an identifier add nothing to it, as in "NICE guideline TA195"? Then no other guidance can be
 * meant, as "the quality standard of NG59" means one. */
static bool add_nothing(struct text words)
{
	static const char *const plain[] = {"nice", "guideline", "guidance", "the"};
	struct text word;

	while (text_split(&words, ' ', &word)) {
		bool is_plain = !word.length;
		for (size_t i = 0; i < ARRAY_COUNT(plain); i++)
			is_plain |= text_equal_ignoring_case(word, text_of(plain[i]));
		if (!is_plain)
			return false;
	}
	return true;
}

static void report_mismatch(struct check_context *context, const struct node *link, struct text named)
{
	findings_add_subject(context->findings, CHECK_NICE_URL_MISMATCH,
			     subject_at(context, link->place, link->link.target), link->link.target_place,
			     "the words name %.*s, but this address leads to %.*s" FIX
			     "see which of the two is meant, and correct the other",
			     TEXT_ARGUMENTS(named), TEXT_ARGUMENTS(link->link.ref));
}

/* nice-url-mismatch: a link whose own words name other guidance. */
static void rule_nice_label(struct check_context *context, const struct node *link)
{
	struct text words, named = TEXT(""), one;
	size_t count = 0;
	bool is_alone = false;

	if (link->link.kind != LINK_NICE || shows_itself(link))
		return;
	words = text_trim(node_words(context->arena, link));
	for (size_t at = 0; at < words.length; at++) {
		size_t length = is_ascii_upper(words.bytes[at]) ? nice_identifier(context->arena, words, at, &one) : 0;
		if (!length)
			continue;
		if (text_equal(one, link->link.ref))
			return;
		named = one;
		count++;
		is_alone = at + length == words.length && add_nothing(text_slice(words, 0, at));
		at += length - 1;
	}
	if (count == 1 &&
	    (is_mistake_for(named, link->link.ref) || (is_alone && !is_renumbering(named, link->link.ref))))
		report_mismatch(context, link, named);
}

/* nice-url-mismatch: "NG59 (https://www.nice.org.uk/guidance/ng95)". */
static void rule_nice_beside(struct check_context *context, const struct node *link)
{
	const struct node *before = link->previous;

	if (link->link.kind != LINK_NICE || !is_web(link->link.target))
		return;
	while (before && is_only_marks(before))
		before = before->previous;
	if (before && before->kind == NODE_LINK && before->link.kind == LINK_NICE && before->link.is_bare &&
	    !is_web(before->link.target) && is_mistake_for(before->link.ref, link->link.ref))
		report_mismatch(context, link, before->link.ref);
}

/* nice-url-mismatch: a definition that names one guidance, and gives the address of another. */
static void rule_nice_reference(struct check_context *context, const struct node *reference)
{
	const struct node *named = NULL, *addressed = NULL;
	struct walk walk = walk_begin(reference);

	while (walk_next(&walk)) {
		const struct node *link = walk.node;
		if (!walk.is_entering || link->kind != NODE_LINK || link->link.kind != LINK_NICE)
			continue;
		if (link->link.is_bare && !is_web(link->link.target)) {
			if (named && !text_equal(named->link.ref, link->link.ref))
				return;
			named = link;
		} else if (shows_itself(link)) {
			if (addressed && !text_equal(addressed->link.ref, link->link.ref))
				return;
			addressed = link;
		}
	}
	if (named && addressed && is_mistake_for(named->link.ref, addressed->link.ref))
		report_mismatch(context, addressed, named->link.ref);
}

/* "[^4]" of its definition. */
static struct place place_of_label(const struct node *reference)
{
	struct place place = reference->place;
	struct text words = place_text(place);
	size_t end = text_find_byte(words, ']', 0);

	if (text_begins(words, TEXT("[^")) && end != TEXT_NOT_FOUND)
		place.end = place.begin + (uint32_t)end + 1;
	return place;
}

static void check_uncited(struct whole_text *survey)
{
	const struct policy *policy = survey->context->policy;
	bool *is_cited = ARENA_ARRAY(&survey->scratch, policy->reference_count + 1, bool);

	for (size_t i = 0; i < survey->citations.count; i++) {
		const struct node *reference = survey->citations.items[i]->citation.reference;
		if (reference && node_ancestor(survey->citations.items[i], NODE_REFERENCE) != reference)
			is_cited[reference->reference.index] = true;
	}
	for (size_t i = 0; i < survey->references.count; i++) {
		const struct node *reference = survey->references.items[i];
		size_t index = reference->reference.index;
		if (!reference->reference.label.length || index >= policy->reference_count || is_cited[index] ||
		    policy->references[index].cited_count)
			continue;
		findings_add(survey->context->findings, CHECK_UNCITED_REFERENCE,
			     place_in_policy(policy, place_of_label(reference)),
			     "nothing cites reference %.*s" FIX
			     "write [^%.*s] where it belongs, or take the reference out",
			     TEXT_ARGUMENTS(reference->reference.label), TEXT_ARGUMENTS(reference->reference.label));
	}
}

/* citation-without-reference, uncited-reference. */
void whole_text_citations(struct whole_text *survey)
{
	for (size_t i = 0; i < survey->citations.count; i++) {
		const struct node *citation = survey->citations.items[i];
		struct text label = citation->citation.label;
		if (citation->citation.reference)
			continue;
		findings_add_subject(survey->context->findings, CHECK_CITATION_WITHOUT_REFERENCE, label,
				     place_in_policy(survey->context->policy, citation->place),
				     "there is no reference called %.*s" FIX
				     "write [^%.*s]: and the source in the references section, or correct the number",
				     TEXT_ARGUMENTS(label), TEXT_ARGUMENTS(label));
	}
	check_uncited(survey);
}

const struct rule references_rules[] = {
	NODE_RULE(REFERENCES, LINK, rule_address),
	NODE_RULE(REFERENCES, IMAGE, rule_address),
	NODE_RULE(REFERENCES, LINK, rule_repeated_address),
	NODE_RULE(REFERENCES, LINK, rule_nice_style),
	NODE_RULE(REFERENCES, LINK, rule_nice_label),
	NODE_RULE(REFERENCES, LINK, rule_nice_beside),
	NODE_RULE(REFERENCES, REFERENCE, rule_nice_reference),
	RULES_END,
};
