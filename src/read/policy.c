#include "read/policy.h"

#include <string.h>

#include "base/file.h"
#include "base/nearest.h"
#include "parse/front_matter.h"
#include "parse/limits.h"
#include "parse/markdown.h"
#include "read/codes.h"
#include "read/criteria.h"
#include "read/fields.h"
#include "read/invisible.h"
#include "read/links.h"
#include "read/structure.h"
#include "tree/derive.h"
#include "tree/numbering.h"
#include "tree/profile.h"

/* "CMICB_Clin055" of "policies/CMICB_Clin055.md" and of "policies/versions/CMICB_Clin055@0.2.md". */
static const char *file_ref(struct arena *arena, const char *path, bool is_older_version)
{
	struct text name = path_base_name(text_of(path));
	size_t at = is_older_version ? text_find_byte(name, '@', 0) : TEXT_NOT_FOUND;

	if (text_ends(name, TEXT(".md")))
		name.length -= 3;
	if (at != TEXT_NOT_FOUND && at < name.length)
		name.length = at;
	return arena_string(arena, text_is(name, "-") ? TEXT("") : name);
}

/* A version becomes part of an address and of a file's name. */
static void check_version(struct policy *policy)
{
	struct text version = policy->version.text;

	for (size_t i = 0; i < version.length; i++) {
		char byte = version.bytes[i];
		if (is_ascii_letter(byte) || is_ascii_digit(byte) || (i > 0 && (byte == '.' || byte == '-')))
			continue;
		findings_add(
			&policy->findings, CHECK_BAD_VALUE, policy->version.place,
			"a version is numbers with dots between them, such as 0.3 or 1.10, because it is part of the "
			"policy's address; words such as \"Version 0.3, May 2025\" belong under document_control");
		return;
	}
}

static void check_allowances(struct findings *findings, const struct list *allow)
{
	for (size_t i = 0; i < allow->count; i++) {
		const struct text_value *id = &LIST_ITEM(*allow, struct allow_entry, i)->check;
		enum check check;
		if (id->text.length == 0 || check_find(id->text, &check))
			continue;
		const char *nearest = check_nearest(id->text);
		findings_add(findings, CHECK_BAD_VALUE, id->place, "there is no check \"%.*s\"%s%s%s",
			     TEXT_ARGUMENTS(id->text),
			     nearest ? "; did you mean " : "; `policyc explain --all` lists them",
			     nearest ? nearest : "", nearest ? "?" : "");
	}
}

/* What is left of a policy that was removed: nothing but what its address says. */
static void read_stub(struct policy *policy, const struct front_matter *front)
{
	struct text body = text_slice(policy->source.bytes, front->body, policy->source.bytes.length);
	struct findings *findings = &policy->findings;

	policy->is_stub = true;
	field_clear(&removal_stub_fields, policy);
	fields_read(&policy->arena, &policy->source, front->map, &removal_stub_fields, policy, NULL, findings);
	if (policy->ref.text.length > 0)
		findings->owner = policy->ref.text;
	if (policy->is_older_version)
		findings_add(findings, CHECK_BAD_VALUE, policy->removed.place,
			     "a policy is removed as a whole, and no version of it alone" FIX
			     "put what is removed into policies/%s.md",
			     policy->file_ref);
	else if (policy->ref.text.length && policy->file_ref[0] && !text_is(policy->ref.text, policy->file_ref))
		findings_add(findings, CHECK_REF_FILENAME, policy->ref.place,
			     "the ref is %.*s, but the file is called %s.md", TEXT_ARGUMENTS(policy->ref.text),
			     policy->file_ref);
	if (text_trim(body).length)
		findings_add(
			findings, CHECK_BAD_VALUE, place_of(&policy->source, front->body, policy->source.bytes.length),
			"a policy with \"removed\" has no words below its front matter" WHY
			"what was removed is no longer published" FIX
			"keep the text as policies/versions/REF@VERSION.md, as `policyc revise REF --remove` does");
}

/* A ref is accepted with "policy:" before it, as in cross_references; it is kept as the ref alone. */
static void take_scheme_away(struct text_value *ref)
{
	static const struct text scheme = TEXT_INIT("policy:");

	ref->text = text_trim(ref->text);
	if (text_begins(ref->text, scheme))
		ref->text = text_trim(text_slice(ref->text, scheme.length, ref->text.length));
}

static void read_front_matter(struct policy *policy, const struct front_matter *front)
{
	policy->front_matter = front->place;
	if (!place_is_set(front->place))
		return;
	if (value_map_get(front->map, TEXT("removed"))) {
		read_stub(policy, front);
		return;
	}
	fields_read(&policy->arena, &policy->source, front->map, &policy_fields, policy, &policy->extra,
		    &policy->findings);
	if (policy->ref.text.length > 0)
		policy->findings.owner = policy->ref.text;
	take_scheme_away(&policy->withdrawn.replaced_by);
	check_version(policy);
	check_allowances(&policy->findings, &policy->allow);
}

static struct policy *policy_of_file(const char *path, struct text bytes, bool is_older_version)
{
	struct policy *policy = policy_new(path, bytes);

	policy->is_older_version = is_older_version;
	policy->file_ref = file_ref(&policy->arena, path, is_older_version);
	policy->findings.owner = text_of(policy->file_ref);
	policy->body = node_new(&policy->arena, NODE_BODY, place_of(&policy->source, 0, bytes.length));
	return policy;
}

struct policy *policy_unreadable(const char *path, bool is_older_version, enum check check, const char *reason)
{
	struct policy *policy = policy_of_file(path, TEXT(""), is_older_version);

	findings_add(&policy->findings, check, place_of(&policy->source, 0, 0), "%s", reason);
	return policy;
}

/* Whatever severity an organisation gives to wrong addresses, none of another scheme is in anything published. */
static void refuse_addresses(struct policy *policy)
{
	for (size_t i = 0; i < policy->documents.count; i++) {
		struct related_document *document = LIST_ITEM(policy->documents, struct related_document, i);
		if (!document->url.text.length || text_is_address(document->url.text, false))
			continue;
		document->refused_url = document->url.text;
		document->url.text = TEXT("");
	}
}

/* A ref may be written as in a link. */
static void drop_scheme(struct text_value *ref)
{
	ref->text = text_trim(ref->text);
	if (text_begins(ref->text, TEXT("policy:")))
		ref->text = text_trim(text_slice(ref->text, strlen("policy:"), ref->text.length));
}

struct policy *policy_read(const char *path, struct text bytes, bool is_older_version)
{
	struct policy *policy = policy_of_file(path, bytes, is_older_version);
	const struct source *source = &policy->source;

	if (bytes_are_safe(source, &policy->findings)) {
		struct front_matter front = front_matter_read(&policy->arena, source, &policy->findings);
		read_front_matter(policy, &front);
		refuse_addresses(policy);
		drop_scheme(&policy->withdrawn.replaced_by);
		if (policy->is_stub)
			policy->is_readable = true;
		else if (markdown_is_bounded(source, front.body, source->bytes.length, &policy->findings)) {
			policy->body = markdown_read(&policy->arena, source, front.body, source->bytes.length,
						     &policy->findings);
			structure_find_includes(&policy->arena, policy->body, &policy->findings);
			policy->is_readable = place_is_set(front.place);
		}
	}
	return policy;
}

static void find_profile(struct policy *policy, const struct suite *suite)
{
	struct text name = policy->profile_name.text;

	if (name.length == 0)
		return;
	policy->profile = map_get(&suite->profiles, name);
	if (policy->profile != NULL)
		return;
	const char *nearest = suite_nearest_profile(suite, name).bytes;
	findings_add(&policy->findings, CHECK_UNKNOWN_PROFILE, policy->profile_name.place,
		     "there is no document profile \"%.*s\" in templates/profiles, so the form of this policy is "
		     "unknown%s%s%s",
		     TEXT_ARGUMENTS(name), nearest ? "; did you mean " : "", nearest ? nearest : "",
		     nearest ? "?" : "");
}

/* Keys of `document_control` that are no row of the table: their words would be lost. */
static void check_control_keys(struct policy *policy)
{
	const struct profile *profile = policy->profile;

	for (size_t i = 0; profile != NULL && i < policy->document_control.count; i++) {
		const struct text_value *key = &LIST_ITEM(policy->document_control, struct map_item, i)->key;
		const struct list *rows = &profile->document_control.rows;
		struct nearest found;
		nearest_init(&found, key->text);
		for (size_t j = 0; j < rows->count; j++)
			nearest_offer(&found, LIST_ITEM(*rows, struct profile_control_row, j)->key.text);
		const char *nearest = found.best.bytes ? arena_string(&policy->arena, found.best) : NULL;
		if (nearest != NULL && text_is(key->text, nearest))
			continue;
		struct finding *finding = findings_add(
			&policy->findings, CHECK_UNKNOWN_KEY, key->place,
			"\"%.*s\" is no row of the document control table of %.*s, so its words would be lost%s%s%s",
			TEXT_ARGUMENTS(key->text), TEXT_ARGUMENTS(profile->name), nearest ? "; did you mean " : "",
			nearest ? nearest : "", nearest ? "?" : "");
		if (nearest != NULL)
			finding_fix(&policy->findings, finding, key->place, text_of(nearest),
				    "write the row's own key");
	}
}

/* SPEC section 3: older versions, which are never edited again, get the Source group and the checks across versions
 * only. The second come later. What leaves open which version it is would make it vanish, and is told too. */
static void keep_source_findings(struct findings *findings)
{
	struct finding *next = findings->first;

	findings->first = findings->last = NULL;
	findings->count = 0;
	for (struct finding *finding = next; finding != NULL; finding = next) {
		next = finding->next;
		finding->next = NULL;
		if (check_descriptions[finding->check].group != GROUP_SOURCE && !finding_tells_of_loss(finding))
			continue;
		if (findings->last != NULL)
			findings->last->next = finding;
		else
			findings->first = finding;
		findings->last = finding;
		findings->count++;
	}
}

void policy_complete(struct policy *policy, const struct suite *suite)
{
	find_profile(policy, suite);
	check_control_keys(policy);
	structure_splice_includes(policy, suite);
	structure_build(policy, policy->profile);
	links_recognise(policy, suite->site);
	invisible_find(policy);
	criteria_read(policy, policy->profile);
	policy_number(policy);
	codes_read(policy, policy->profile);
	links_resolve(policy);
	policy_derive(policy, suite);
	if (policy->is_older_version)
		keep_source_findings(&policy->findings);
	arena_release(&policy->scratch);
}
