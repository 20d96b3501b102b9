/* Sections: which there are, in what order, and whether anything stands in them. The profile says what is expected. */
#include "base/unicode.h"
#include "check/whole_text.h"

/* A section of the policy, or a subsection of one, beside the entry of the profile that its heading means. */
struct placed {
	const struct node *section;
	const struct profile_section *entry; /* NULL: none */
	struct text heading;
	bool is_told; /* missing-section speaks of it */
};

/* Sections, or subsections, that stand together, and what the profile expects there. */
struct outline {
	struct check_context *context;
	struct arena scratch;
	const struct list *entries; /* struct profile_section */
	ARRAY_OF(struct placed) placed;
	size_t *first_of; /* by entry: 1 + the index in `placed` of the first that is it; 0: there is none */
};

static struct text heading_words(struct arena *arena, const struct node *section)
{
	const struct node *heading = node_heading(section);

	return heading ? text_trim(node_words(arena, heading)) : TEXT("");
}

static struct place place_of_heading(const struct policy *policy, const struct node *section)
{
	const struct node *heading = node_heading(section);

	if (!heading || !heading->first_child)
		return place_in_policy(policy, section->place);
	return place_in_policy(policy, place_join(heading->first_child->place, heading->last_child->place));
}

/* The heading to use, without the "*" that stands for further words. */
static struct text first_heading(const struct profile_section *entry)
{
	struct text heading = entry->headings.count ? LIST_ITEM(entry->headings, struct text_value, 0)->text : TEXT("");

	return text_ends(heading, TEXT("*")) ? text_trim(text_slice(heading, 0, heading.length - 1)) : heading;
}

/* Is a heading misspelt so that it was meant for this entry? */
static bool is_near(struct arena *arena, struct text heading, const struct profile_section *entry)
{
	for (size_t i = 0; i < entry->headings.count; i++) {
		struct text known = LIST_ITEM(entry->headings, struct text_value, i)->text;
		known = unicode_fold(arena, text_ends(known, TEXT("*")) ? first_heading(entry) : known);
		if (heading.length < 3 || known.length < 3)
			continue;
		size_t most = (heading.length < known.length ? heading.length : known.length) / 4 + 1;
		if (text_distance(unicode_fold(arena, heading), known, most) <= most)
			return true;
	}
	return false;
}

/* The first section that the entry of an index is, or NULL. */
static const struct placed *find_entry(const struct outline *outline, size_t index)
{
	return outline->first_of[index] ? &outline->placed.items[outline->first_of[index] - 1] : NULL;
}

static size_t index_of(const struct outline *outline, const struct profile_section *entry)
{
	return (size_t)(entry - LIST_ITEM(*outline->entries, struct profile_section, 0));
}

/* A heading without a number typed before it, which typed-number tells of. */
static struct text without_number(struct text heading)
{
	size_t at = 0;

	while (at < heading.length && (is_ascii_digit(heading.bytes[at]) || heading.bytes[at] == '.' ||
				       heading.bytes[at] == ')' || is_ascii_space(heading.bytes[at])))
		at++;
	return at && is_ascii_digit(heading.bytes[0]) ? text_slice(heading, at, heading.length) : heading;
}

/* A heading that no entry names and that may have been meant for this one, at either level. */
static struct placed *find_near(struct outline *outline, const struct profile_section *entry)
{
	for (size_t i = 0; i < outline->placed.count; i++) {
		struct placed *placed = &outline->placed.items[i];
		if (!placed->entry && is_near(&outline->scratch, without_number(placed->heading), entry))
			return placed;
	}
	return NULL;
}

/* A paragraph that is just the heading of an entry, in bold or as plain words. */
static const struct node *find_words(struct outline *outline, const struct profile_section *entry)
{
	const struct policy *policy = outline->context->policy;
	struct walk walk = walk_begin(policy->body);

	while (walk_next_block(&walk)) {
		const struct node *node = walk.node;
		if (!walk.is_entering || node->kind != NODE_PARAGRAPH || node->place.source != &policy->source ||
		    node->place.end - node->place.begin > 200)
			continue;
		struct text words = text_trim(node_words(&outline->scratch, node));
		if (text_ends(words, TEXT(":")))
			words = text_trim(text_slice(words, 0, words.length - 1));
		for (size_t i = 0; i < entry->headings.count; i++)
			if (text_equal_ignoring_case(words, LIST_ITEM(entry->headings, struct text_value, i)->text))
				return node;
	}
	return NULL;
}

/* Where a missing section belongs: after the last that is there of those before it, else before the first that is
 * there, else nowhere yet. */
static const struct placed *find_neighbour(const struct outline *outline, size_t index, bool *is_before)
{
	*is_before = false;
	for (size_t i = index; i-- > 0;) {
		const struct placed *placed = find_entry(outline, i);
		if (placed)
			return placed;
	}
	*is_before = true;
	for (size_t i = index + 1; i < outline->entries->count; i++) {
		const struct placed *placed = find_entry(outline, i);
		if (placed)
			return placed;
	}
	return NULL;
}

/* Tells of a section that is missing; `parent` is the section whose subsection it is, or NULL. */
static void report_missing(struct outline *outline, size_t index, const struct node *parent)
{
	struct check_context *context = outline->context;
	const struct policy *policy = context->policy;
	const struct profile_section *entry = LIST_ITEM(*outline->entries, struct profile_section, index);
	struct text heading = first_heading(entry), where = TEXT("");
	struct placed *near = find_near(outline, entry);
	const struct node *words = near ? NULL : find_words(outline, entry);
	const char *marks = parent ? "###" : "##", *what = parent ? "subsection" : "section";
	bool is_before;
	const struct placed *neighbour = find_neighbour(outline, index, &is_before);
	struct place place = neighbour ? place_of_heading(policy, neighbour->section)
			     : parent  ? place_of_heading(policy, parent)
				       : place_of_absence(policy);

	if (words) {
		findings_add(
			context->findings, CHECK_MISSING_SECTION, words->place,
			"the %s \"%.*s\" is missing, and these words are its heading but are not marked as one, so "
			"its clauses would count with those above; write %s %.*s, with an empty line above it",
			what, TEXT_ARGUMENTS(heading), marks, TEXT_ARGUMENTS(heading));
		return;
	}
	if (near) {
		near->is_told = true;
		findings_add(context->findings, CHECK_MISSING_SECTION, place_of_heading(policy, near->section),
			     "the %s \"%.*s\" is missing, and this heading comes near to it; write %s %.*s, so that "
			     "readers and systems know it again",
			     what, TEXT_ARGUMENTS(heading), marks, TEXT_ARGUMENTS(heading));
		return;
	}
	if (neighbour)
		where = arena_format(&outline->scratch, " %s \"%.*s\"", is_before ? "before" : "after",
				     TEXT_ARGUMENTS(neighbour->heading));
	else if (parent)
		where = arena_format(&outline->scratch, " below \"%.*s\"",
				     TEXT_ARGUMENTS(heading_words(&outline->scratch, parent)));
	findings_add(
		context->findings, CHECK_MISSING_SECTION, place,
		"the %s \"%.*s\" is missing%.*s: every document of this form has it, so a reader can't tell whether "
		"it was lost; write %s %.*s, with None below it where there is nothing to say",
		what, TEXT_ARGUMENTS(heading), TEXT_ARGUMENTS(where), marks, TEXT_ARGUMENTS(heading));
}

/* missing-section, on one level. */
static void check_missing(struct outline *outline, const struct node *parent)
{
	for (size_t i = 0; i < outline->entries->count; i++)
		if (LIST_ITEM(*outline->entries, struct profile_section, i)->required.boolean &&
		    !find_entry(outline, i))
			report_missing(outline, i, parent);
}

/* section-order, on one level: those that must move so that all others stand in the profile's order, as few as can
 * be. */
static void check_order(struct outline *outline)
{
	size_t count = outline->placed.count, entries = outline->entries->count, kept = 0, last = 0;
	/* The longest run in order that ends at each (its length, and the one before it in that run). */
	size_t *length = ARENA_ARRAY(&outline->scratch, count + 1, size_t);
	size_t *before = ARENA_ARRAY(&outline->scratch, count + 1, size_t);
	bool *stays = ARENA_ARRAY(&outline->scratch, count + 1, bool);
	/* best[e]: of the runs that end at entry e or one before it, the longest; no more entries than a profile has.
	 */
	size_t *best = ARENA_ARRAY(&outline->scratch, entries + 1, size_t);

	for (size_t i = 0; i < count; i++) {
		if (!outline->placed.items[i].entry)
			continue;
		size_t index = index_of(outline, outline->placed.items[i].entry);
		before[i] = best[index];
		length[i + 1] = (best[index] ? length[best[index]] : 0) + 1;
		for (size_t e = index; e < entries; e++)
			if (!best[e] || length[best[e]] < length[i + 1])
				best[e] = i + 1;
		if (length[i + 1] > kept) {
			kept = length[i + 1];
			last = i + 1;
		}
	}
	for (; last; last = before[last - 1])
		stays[last - 1] = true;
	for (size_t i = 0; i < count; i++) {
		const struct placed *placed = &outline->placed.items[i];
		if (!placed->entry || stays[i])
			continue;
		bool is_before;
		const struct placed *neighbour = find_neighbour(outline, index_of(outline, placed->entry), &is_before);
		struct text name = neighbour ? neighbour->heading : TEXT("");
		findings_add(
			outline->context->findings, CHECK_SECTION_ORDER,
			place_of_heading(outline->context->policy, placed->section),
			"\"%.*s\" does not stand where documents of this form have it, %s \"%.*s\", so a reader who "
			"knows them looks in the wrong place; move it there",
			TEXT_ARGUMENTS(placed->heading), is_before ? "before" : "after", TEXT_ARGUMENTS(name));
	}
}

/* The subsection of the profile that a section's heading means, with the section that it belongs to. */
static const struct profile_section *find_as_subsection(const struct profile *profile, struct text heading)
{
	for (size_t i = 0; i < profile->sections.count; i++) {
		const struct profile_section *entry = LIST_ITEM(profile->sections, struct profile_section, i);
		if (profile_subsection_of(entry, heading))
			return entry;
	}
	return NULL;
}

/* The heading of an entry that is missing and that a section's may have been meant for. */
static struct text nearest_heading(struct outline *outline, const struct profile *profile, struct text heading)
{
	for (size_t i = 0; i < profile->sections.count; i++) {
		const struct profile_section *entry = LIST_ITEM(profile->sections, struct profile_section, i);
		if (!find_entry(outline, i) && is_near(&outline->scratch, heading, entry))
			return first_heading(entry);
	}
	return (struct text){0};
}

/* unknown-section. */
static void check_unknown(struct outline *outline, const struct profile *profile)
{
	struct check_context *context = outline->context;

	for (size_t i = 0; i < outline->placed.count; i++) {
		const struct placed *placed = &outline->placed.items[i];
		if (placed->entry || !placed->heading.length || placed->is_told)
			continue;
		struct place place = place_of_heading(context->policy, placed->section);
		struct text nearest = nearest_heading(outline, profile, without_number(placed->heading));
		const struct profile_section *above = find_as_subsection(profile, placed->heading);
		if (nearest.bytes)
			findings_add(context->findings, CHECK_UNKNOWN_SECTION, place,
				     "documents of the form %.*s have no section \"%.*s\", so nobody can tell what its "
				     "clauses do for a patient; did you mean \"%.*s\"?",
				     TEXT_ARGUMENTS(profile->name), TEXT_ARGUMENTS(placed->heading),
				     TEXT_ARGUMENTS(nearest));
		else if (above)
			findings_add(
				context->findings, CHECK_UNKNOWN_SECTION, place,
				"\"%.*s\" is a subsection of \"%.*s\" in documents of the form %.*s; write it there, "
				"with ###",
				TEXT_ARGUMENTS(placed->heading), TEXT_ARGUMENTS(first_heading(above)),
				TEXT_ARGUMENTS(profile->name));
		else
			findings_add(
				context->findings, CHECK_UNKNOWN_SECTION, place,
				"documents of the form %.*s have no section \"%.*s\", so nobody can tell what its "
				"clauses do for a patient; use a heading of that form, make it a subsection, or add "
				"it to templates/profiles/%.*s.yaml",
				TEXT_ARGUMENTS(profile->name), TEXT_ARGUMENTS(placed->heading),
				TEXT_ARGUMENTS(profile->name));
	}
}

/* Begins anew with what one level of the profile expects. */
static void expect(struct outline *outline, const struct list *entries)
{
	outline->entries = entries;
	outline->placed.count = 0;
	outline->first_of = ARENA_ARRAY(&outline->scratch, entries->count, size_t);
}

/* `above`: the section that it is a subsection of, by the profile; NULL: it is none. */
static void place_section(struct outline *outline, const struct node *section, const struct profile_section *above)
{
	const struct profile *profile = outline->context->policy->profile;
	struct text heading = heading_words(&outline->scratch, section);
	const struct profile_section *entry =
		above ? profile_subsection_of(above, heading) : profile_section_of(profile, heading);

	*ARRAY_ADD(&outline->placed) = (struct placed){section, entry, heading, false};
	if (entry && !outline->first_of[index_of(outline, entry)])
		outline->first_of[index_of(outline, entry)] = outline->placed.count;
}

/* The subsections of all sections that one entry means: of several appendices one may have them. */
static void check_subsections(struct outline *outline, const struct placed *sections, size_t count,
			      const struct placed *first)
{
	const struct profile_section *entry = first->entry;

	expect(outline, &entry->subsections);
	for (size_t i = (size_t)(first - sections); i < count; i++) {
		const struct node *below = sections[i].entry == entry ? sections[i].section->first_child : NULL;
		for (; below; below = below->next)
			if (below->kind == NODE_SECTION)
				place_section(outline, below, entry);
	}
	check_missing(outline, first->section);
	check_order(outline);
}

/* missing-section, section-order, unknown-section. */
static void rule_sections(struct check_context *context)
{
	const struct policy *policy = context->policy;
	const struct profile *profile = policy->profile;
	struct outline outline = {.context = context};

	if (!profile)
		return;
	expect(&outline, &profile->sections);
	for (const struct node *node = policy->body->first_child; node; node = node->next)
		if (node->kind == NODE_SECTION)
			place_section(&outline, node, NULL);
	check_missing(&outline, NULL);
	check_order(&outline);
	check_unknown(&outline, profile);
	size_t count = outline.placed.count;
	struct placed *sections =
		arena_copy_array(&outline.scratch, outline.placed.items, count, sizeof *outline.placed.items);
	const size_t *first_of = outline.first_of;
	for (size_t i = 0; i < profile->sections.count; i++)
		if (first_of[i] && LIST_ITEM(profile->sections, struct profile_section, i)->subsections.count)
			check_subsections(&outline, sections, count, &sections[first_of[i] - 1]);
	ARRAY_RELEASE(&outline.placed);
	arena_release(&outline.scratch);
}

/* Does anything stand below a section but headings? */
static bool holds_words(const struct node *section)
{
	struct walk walk = walk_begin(section);

	while (walk_next(&walk)) {
		const struct node *node = walk.node;
		if (!walk.is_entering)
			continue;
		if (node->kind == NODE_HEADING)
			walk_skip_children(&walk);
		else if (node->kind == NODE_IMAGE || node->kind == NODE_REFERENCE)
			return true;
		else if ((node->kind == NODE_TEXT || node->kind == NODE_CODE) && text_trim(node->text.text).length)
			return true;
	}
	return false;
}

/* Includes that are wrong have findings of their own; in the order of the document. */
struct lost_includes {
	ARRAY_OF(struct place) places;
};

static int compare_lost(const void *a, const void *b)
{
	return place_compare(*(const struct place *)a, *(const struct place *)b);
}

/* Where the words below a heading end: where the next section begins. */
static uint32_t section_end(const struct node *section)
{
	const struct node *next = section->next;

	if (!next && section->parent->kind == NODE_SECTION)
		next = section->parent->next;
	return next && next->place.source == section->place.source ? next->place.begin : UINT32_MAX;
}

static bool lost_an_include(const struct lost_includes *lost, const struct node *section)
{
	size_t low = 0, high = lost->places.count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (lost->places.items[middle].begin < section->place.begin)
			low = middle + 1;
		else
			high = middle;
	}
	return low < lost->places.count && lost->places.items[low].begin < section_end(section);
}

static bool check_empty(struct check_context *context, const struct lost_includes *lost, const struct node *section)
{
	if (holds_words(section) || lost_an_include(lost, section))
		return false;
	findings_add(
		context->findings, CHECK_EMPTY_SECTION, place_of_heading(context->policy, section),
		"nothing stands below \"%.*s\", so a reader can't tell whether it was forgotten; write its text, or "
		"None where there is nothing to say",
		TEXT_ARGUMENTS(heading_words(context->arena, section)));
	return true;
}

/* empty-section: of a section and its subsections the outermost that holds nothing. */
static void rule_empty_sections(struct check_context *context)
{
	struct lost_includes lost = {0};
	const struct policy *policy = context->policy;

	for (const struct finding *finding = policy->findings.first; finding; finding = finding->next)
		if ((finding->check == CHECK_INCLUDE_MISSING || finding->check == CHECK_INCLUDE_CYCLE) &&
		    finding->place.source == &policy->source)
			*ARRAY_ADD(&lost.places) = finding->place;
	if (lost.places.count)
		qsort(lost.places.items, lost.places.count, sizeof *lost.places.items, compare_lost);
	for (const struct node *section = policy->body->first_child; section; section = section->next) {
		if (section->kind != NODE_SECTION || check_empty(context, &lost, section))
			continue;
		for (const struct node *below = section->first_child; below; below = below->next)
			if (below->kind == NODE_SECTION)
				check_empty(context, &lost, below);
	}
	ARRAY_RELEASE(&lost.places);
}

/* old-profile. */
static void rule_old_profile(struct check_context *context)
{
	const struct policy *policy = context->policy;
	const struct profile *profile = policy->profile;

	if (!profile || !profile->successor.text.length || policy->status.choice == STATUS_WITHDRAWN)
		return;
	findings_add(context->findings, CHECK_OLD_PROFILE, policy->profile_name.place,
		     "%.*s is the form of an earlier generation of documents, and %.*s has followed it, so this policy "
		     "reads unlike newer ones; bring it into the new form when it is next reviewed",
		     TEXT_ARGUMENTS(profile->name), TEXT_ARGUMENTS(profile->successor.text));
}

const struct rule structure_rules[] = {
	POLICY_RULE(STRUCTURE, rule_sections),
	POLICY_RULE(STRUCTURE, rule_empty_sections),
	POLICY_RULE(STRUCTURE, rule_old_profile),
	RULES_END,
};
