#include "body.h"

#include "read/codes.h"
#include "read/links.h"
#include "tree/site.h"

static struct policy *code_body(const char *source)
{
	struct policy *policy = body_build(source);
	struct site site = {0};

	links_recognise(policy, &site);
	policy_number(policy);
	links_resolve(policy);
	codes_read(policy, body_test_profile());
	return policy;
}

/* A line for each set and each code; what is in quotes is the source under its place. */
static void list_codes(struct buffer *out, const struct policy *policy)
{
	for (size_t i = 0; i < policy->code_set_count; i++) {
		const struct code_set *set = &policy->code_sets[i];
		buffer_append_format(out, "%s %s %.*s [%.*s] \"%.*s\"", code_system_names[set->system],
				     code_set_state_names[set->state], TEXT_ARGUMENTS(set->id),
				     TEXT_ARGUMENTS(set->heading), TEXT_ARGUMENTS(place_text(set->place)));
		if (set->url.length)
			buffer_append_format(out, " %.*s", TEXT_ARGUMENTS(set->url));
		buffer_append_byte(out, '\n');
		for (size_t j = 0; j < set->count; j++) {
			const struct code *code = &set->codes[j];
			buffer_append_format(out, " \"%.*s\" %.*s %.*s", TEXT_ARGUMENTS(place_text(code->place)),
					     TEXT_ARGUMENTS(code->canonical), TEXT_ARGUMENTS(code->undotted));
			if (code->match != MATCH_EXACT)
				buffer_append_format(out, " %s", code_match_names[code->match]);
			if (code->match == MATCH_RANGE)
				buffer_append_format(out, " %.*s %.*s", TEXT_ARGUMENTS(code->last_canonical),
						     TEXT_ARGUMENTS(code->last_undotted));
			if (code->marks.length)
				buffer_append_format(out, " %.*s", TEXT_ARGUMENTS(code->marks));
			buffer_append_format(out, " = %.*s", TEXT_ARGUMENTS(code->term));
			if (place_is_set(code->term_place) && !text_equal(place_text(code->term_place), code->term))
				buffer_append_format(out, " \"%.*s\"", TEXT_ARGUMENTS(place_text(code->term_place)));
			buffer_append_byte(out, '\n');
		}
	}
}

#define assert_codes(source, expected)                                 \
	do {                                                           \
		struct policy *coded = code_body(source);              \
		struct buffer listed = BUFFER_EMPTY;                   \
		list_codes(&listed, coded);                            \
		assert_string_equal(buffer_string(&listed), expected); \
		buffer_release(&listed);                               \
		policy_free(coded);                                    \
	} while (0)

/* CMICB_Clin055, section 9. */
static void test_table(void **state)
{
	(void)state;
	assert_codes(
		"## Coding\n\n1. **Office of Population Censuses and Surveys (OPCS)**\n\n   |  |  |\n   | --- | --- |\n"
		"   | S103 | Chemical peeling of lesion of skin of head or neck |\n   | S098 | Other specified |\n\n"
		"2. **International classification of diseases (ICD-10)**\n\n   None\n",
		"OPCS-4 listed c-1-1 [Office of Population Censuses and Surveys (OPCS)] \"Office of Population "
		"Censuses and Surveys (OPCS)\"\n"
		" \"S103\" S10.3 S103 = Chemical peeling of lesion of skin of head or neck\n"
		" \"S098\" S09.8 S098 = Other specified\n"
		"ICD-10 none c-1-2 [International classification of diseases (ICD-10)] \"International classification "
		"of diseases (ICD-10)\"\n");
}

/* CMICB_Clin018, section 8. */
static void test_bullets(void **state)
{
	(void)state;
	assert_codes("## Coding\n\n1. **Office of Population Censuses and Surveys (OPCS)**\n   - V53 Primary laser "
		     "Foraminoplasty of lumbar spine\n"
		     "   - V54 Primary laser Foraminoplasty of spine NEC\n2. **International classification of "
		     "diseases (ICD-10)**\n"
		     "   - M51.0 Lumbar and other intervertebral disc disorders with myelopathy\n   - M54.3 Sciatica\n",
		     "OPCS-4 listed c-1-1 [Office of Population Censuses and Surveys (OPCS)] \"Office of Population "
		     "Censuses and Surveys (OPCS)\"\n"
		     " \"V53\" V53 V53 = Primary laser Foraminoplasty of lumbar spine\n"
		     " \"V54\" V54 V54 = Primary laser Foraminoplasty of spine NEC\n"
		     "ICD-10 listed c-1-2 [International classification of diseases (ICD-10)] \"International "
		     "classification of diseases (ICD-10)\"\n"
		     " \"M51.0\" M51.0 M510 = Lumbar and other intervertebral disc disorders with myelopathy\n"
		     " \"M54.3\" M54.3 M543 = Sciatica\n");
}

/* CMICB_Clin086 and CMICB_Clin087, section 9. */
static void test_delegated(void **state)
{
	(void)state;
	assert_codes("## Coding\n\n1. See the Evidence Based Interventions (EBI) programme "
		     "<https://ebi.aomrc.org.uk/resources/>.\n",
		     "OPCS-4 delegated c-1-1 [] \"<https://ebi.aomrc.org.uk/resources/>\" "
		     "https://ebi.aomrc.org.uk/resources/\n"
		     "ICD-10 delegated c-1-1 [] \"<https://ebi.aomrc.org.uk/resources/>\" "
		     "https://ebi.aomrc.org.uk/resources/\n");
	assert_codes("## Coding\n\n1. OPCS and ICD-10 codes: https://x.org/a\n",
		     "OPCS-4 delegated c-1-1 [OPCS and ICD-10 codes:] \"OPCS and ICD-10 codes:\" https://x.org/a\n"
		     "ICD-10 delegated c-1-1 [OPCS and ICD-10 codes:] \"OPCS and ICD-10 codes:\" https://x.org/a\n");
	assert_codes("## Coding\n\n1. See <https://x.org/a>.\n2. The OPCS and ICD-10 codes are explained there.\n",
		     "OPCS-4 delegated c-1-1 [] \"<https://x.org/a>\" https://x.org/a\n"
		     "ICD-10 delegated c-1-1 [] \"<https://x.org/a>\" https://x.org/a\n");
	assert_codes("## Coding\n\n1. OPCS\n   See [it](policy:CMICB_Clin086)\n2. ICD-10\n\n   [nowhere](#)\n",
		     "OPCS-4 delegated c-1-1 [OPCS] \"OPCS\" policy:CMICB_Clin086\nICD-10 absent c-1-2 [ICD-10] "
		     "\"ICD-10\"\n");
}

static void test_none_and_absent(void **state)
{
	(void)state;
	assert_codes("## Coding\n\n1. OPCS-4: None.\n2. ICD-10\n   none\n",
		     "OPCS-4 none c-1-1 [OPCS-4:] \"OPCS-4:\"\nICD-10 none c-1-2 [ICD-10] \"ICD-10\"\n");
	assert_codes("## Coding\n\n1. None\n", "OPCS-4 none c-1-1 [] \"None\"\nICD-10 none c-1-1 [] \"None\"\n");
	assert_codes("## Coding\n\n1. Words.\n",
		     "OPCS-4 absent s-1 [] \"## Coding\"\nICD-10 absent s-1 [] \"## Coding\"\n");
	assert_codes("## Coding\n\n1. OPCS\n   - S10.3 Peel\n", "OPCS-4 listed c-1-1 [OPCS] \"OPCS\"\n \"S10.3\" S10.3 "
								"S103 = Peel\nICD-10 absent s-1 [] \"## Coding\"\n");
	assert_codes("## Evidence\n\n1. OPCS\n   - S10.3 Peel\n", "");
}

static void test_label_and_lines(void **state)
{
	(void)state;
	assert_codes("## Coding\n\n1. OPCS codes:\n   S10.3 Chemical\n   peeling\n   S60.1 – Dermabrasion\n\n   "
		     "ICD-10\n\n   L90.5: Scar  \n   conditions\n",
		     "OPCS-4 listed c-1-1 [OPCS codes:] \"OPCS codes:\"\n"
		     " \"S10.3\" S10.3 S103 = Chemical peeling \"Chemical\n   peeling\"\n \"S60.1\" S60.1 S601 = "
		     "Dermabrasion\n"
		     "ICD-10 listed c-1-1 [ICD-10] \"ICD-10\"\n \"L90.5\" L90.5 L905 = Scar conditions \"Scar  \n   "
		     "conditions\"\n");
	assert_codes("## Coding\n\n### OPCS-4\n\n1. None\n\n### ICD10 codes {-}\n\n- M54.3 Sciatica\n",
		     "OPCS-4 none s-1-1 [OPCS-4] \"OPCS-4\"\nICD-10 listed s-icd10-codes [ICD10 codes] \"ICD10 "
		     "codes\"\n \"M54.3\" M54.3 M543 = Sciatica\n");
	assert_codes("## Coding\n\n1. OPCS\n\n| Code | Words |\n| - | - |\n| S103 | Peel |\n\n**ICD-10**\n\n- M54.3\n",
		     "OPCS-4 listed c-1-1 [OPCS] \"OPCS\"\n \"S103\" S10.3 S103 = Peel\nICD-10 listed s-1 [ICD-10] "
		     "\"ICD-10\"\n \"M54.3\" M54.3 M543 = \n");
	assert_codes("## Coding\n\n1. OPCS\n2. ICD-10\n   - M54.3 Sciatica\n3. OPCS, second procedure\n   - V55.1 One "
		     "level\n",
		     "ICD-10 listed c-1-2 [ICD-10] \"ICD-10\"\n \"M54.3\" M54.3 M543 = Sciatica\n"
		     "OPCS-4 listed c-1-3 [OPCS, second procedure] \"OPCS, second procedure\"\n \"V55.1\" V55.1 V551 = "
		     "One level\n");
}

static void test_tables(void **state)
{
	(void)state;
	assert_codes("## Coding\n\n1. OPCS\n\n   | Description | Code |\n   | - | - |\n   | Peel | S10.3, S11.3 |\n   "
		     "| Group | |\n   | Bad | S1O3 |\n"
		     "   | Words | Peel |\n\n   ICD-10\n\n   | M54.3 | Sciatica |\n   | - | - |\n   | M54.4; M54.5 | "
		     "Pain |\n   | Spine | |\n",
		     "OPCS-4 listed c-1-1 [OPCS] \"OPCS\"\n \"S10.3\" S10.3 S103 = Peel\n \"S11.3\" S11.3 S113 = "
		     "Peel\n \"S1O3\"   = Bad\n \"Peel\"   = Words\n"
		     "ICD-10 listed c-1-1 [ICD-10] \"ICD-10\"\n \"M54.3\" M54.3 M543 = Sciatica\n \"M54.4\" M54.4 M544 "
		     "= Pain\n \"M54.5\" M54.5 M545 = Pain\n");
	assert_codes("## Coding\n\n1. OPCS\n\n   | Codes |\n   | - |\n   | S10.3 Peel |\n   | None |\n",
		     "OPCS-4 listed c-1-1 [OPCS] \"OPCS\"\n \"S10.3\" S10.3 S103 = Peel\nICD-10 absent s-1 [] \"## "
		     "Coding\"\n");
}

static void test_nested_bullets(void **state)
{
	(void)state;
	assert_codes("## Coding\n\n1. ICD-10\n   - Spine:\n     - M54.3 Sciatica\n     - M54.4, M54.5 and M54.9 Pain\n "
		     "  - M51.0/M51.1 Disc, with words\n",
		     "ICD-10 listed c-1-1 [ICD-10] \"ICD-10\"\n \"M54.3\" M54.3 M543 = Sciatica\n \"M54.4\" M54.4 M544 "
		     "= Pain\n"
		     " \"M54.5\" M54.5 M545 = Pain\n \"M54.9\" M54.9 M549 = Pain\n \"M51.0\" M51.0 M510 = Disc, with "
		     "words\n \"M51.1\" M51.1 M511 = Disc, with words\n"
		     "OPCS-4 absent s-1 [] \"## Coding\"\n");
}

static void test_notations(void **state)
{
	(void)state;
	assert_codes("## Coding\n\n1. ICD-10\n   - H01.- Inflammation of eyelid\n   - W37.1–W39.9 Explosion\n   - "
		     "W37.1-W39.9\n   - M51.0 to M51.3 Discs\n"
		     "   - C00 – D48 Neoplasms\n   - S72.0- Fracture\n   - M54.3-.5 Pain\n   - M54.3-5\n   - A17.0† "
		     "Meningitis\n   - G01* Meningitis\n   - A35X Tetanus\n"
		     "   - A35.X Tetanus\n   - M54.56 Pain\n   - M54.3 - Sciatica\n   - D51.0 - B12 deficiency\n   - "
		     "m54.3 Small\n   - M54.3. Stop\n   - M543.\n"
		     "   - 543 Digits\n   - M54.356 Long\n   - I10 Pressure\n   - U07.1 Covid\n",
		     "ICD-10 listed c-1-1 [ICD-10] \"ICD-10\"\n"
		     " \"H01.-\" H01 H01 family = Inflammation of eyelid\n"
		     " \"W37.1–W39.9\" W37.1 W371 range W39.9 W399 = Explosion\n"
		     " \"W37.1-W39.9\" W37.1 W371 range W39.9 W399 = \n"
		     " \"M51.0 to M51.3\" M51.0 M510 range M51.3 M513 = Discs\n"
		     " \"C00 – D48\" C00 C00 range D48 D48 = Neoplasms\n"
		     " \"S72.0-\" S72.0 S720 family = Fracture\n"
		     " \"M54.3-.5\" M54.3 M543 range M54.5 M545 = Pain\n"
		     " \"M54.3-5\" M54.3 M543 range M54.5 M545 = \n"
		     " \"A17.0†\" A17.0 A170 † = Meningitis\n"
		     " \"G01*\" G01 G01 * = Meningitis\n"
		     " \"A35X\" A35.X A35X = Tetanus\n"
		     " \"A35.X\" A35.X A35X = Tetanus\n"
		     " \"M54.56\" M54.56 M5456 = Pain\n"
		     " \"M54.3\" M54.3 M543 = Sciatica\n"
		     " \"D51.0\" D51.0 D510 = B12 deficiency\n"
		     " \"m54.3\"   = Small\n"
		     " \"M54.3\" M54.3 M543 = Stop\n"
		     " \"M543\" M54.3 M543 = \n"
		     " \"543\"   = Digits\n"
		     " \"M54.356\"   = Long\n"
		     " \"I10\" I10 I10 = Pressure\n"
		     " \"U07.1\" U07.1 U071 = Covid\n"
		     "OPCS-4 absent s-1 [] \"## Coding\"\n");
	assert_codes(
		"## Coding\n\n1. OPCS\n   - S60.- Other\n   - S60- Other\n   - S103- Peel\n   - I10.1 None such\n   - "
		"S10.35 Too long\n   - S10X Filler\n"
		"   - ST10.3 Two\n   - S1 Short\n   - S10.1–S10.X\n",
		"OPCS-4 listed c-1-1 [OPCS] \"OPCS\"\n"
		" \"S60.-\" S60 S60 family = Other\n \"S60-\" S60 S60 family = Other\n \"S103\" S10.3 S103 = Peel\n"
		" \"I10.1\"   = None such\n \"S10.35\"   = Too long\n \"S10X\"   = Filler\n \"ST10.3\"   = Two\n "
		"\"S1\"   = Short\n"
		" \"S10.1–S10.X\"   range   = \n"
		"ICD-10 absent s-1 [] \"## Coding\"\n");
}

static void test_normalise(void **state)
{
	static const struct {
		enum code_system system;
		const char *written, *canonical, *undotted;
	} cases[] = {
		{CODE_OPCS4, "S103", "S10.3", "S103"},
		{CODE_OPCS4, "S10.3", "S10.3", "S103"},
		{CODE_OPCS4, "V53", "V53", "V53"},
		{CODE_OPCS4, "I10", "", ""},
		{CODE_OPCS4, "S10.", "", ""},
		{CODE_OPCS4, "S1.03", "", ""},
		{CODE_OPCS4, "S10..3", "", ""},
		{CODE_OPCS4, "s103", "", ""},
		{CODE_OPCS4, "", "", ""},
		{CODE_OPCS4, "S10.-", "", ""},
		{CODE_ICD10, "M545", "M54.5", "M545"},
		{CODE_ICD10, "M54.50", "M54.50", "M5450"},
		{CODE_ICD10, "M45X0", "M45.X0", "M45X0"},
		{CODE_ICD10, "A35X", "A35.X", "A35X"},
		{CODE_ICD10, "A17.0†", "A17.0", "A170"},
		{CODE_ICD10, "M54.X.1", "", ""},
		{CODE_ICD10, "AX5", "", ""},
		{CODE_ICD10, "M5450X", "", ""},
		{CODE_ICD10, "M54 .5", "", ""},
	};
	struct arena arena = ARENA_EMPTY;

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct text canonical, undotted, marks;
		bool found = code_normalise(&arena, cases[i].system, text_of(cases[i].written), &canonical, &undotted,
					    &marks);
		assert_text_is(canonical, cases[i].canonical);
		assert_text_is(undotted, cases[i].undotted);
		assert_int_equal(found, cases[i].canonical[0] != '\0');
	}
	arena_release(&arena);
}

static void test_many(void **state)
{
	struct buffer source = BUFFER_EMPTY;

	(void)state;
	buffer_append_string(&source, "## Coding\n\n1. OPCS\n");
	for (int i = 0; i < 40000; i++)
		buffer_append_string(&source, "   S10.3 Peel\n");
	struct policy *policy = code_body(buffer_string(&source));
	assert_int_equal(policy->code_sets[0].count, 40000);
	policy_free(policy);
	buffer_release(&source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),           cmocka_unit_test(test_bullets),
		cmocka_unit_test(test_delegated),       cmocka_unit_test(test_none_and_absent),
		cmocka_unit_test(test_label_and_lines), cmocka_unit_test(test_tables),
		cmocka_unit_test(test_nested_bullets),  cmocka_unit_test(test_notations),
		cmocka_unit_test(test_normalise),       cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, reading_set_up, reading_tear_down);
}
