/* The closed lists of units, of what is counted and of what is measured by name. quantities.h says what they give. */
#include <string.h>

#include "read/quantities_parts.h"
#include "tree/english.h"

struct unit_word {
	struct text word;
	const char *code;
};

/* What policies count: one thing and several, in one code. */
static const struct {
	const char *words, *code;
} counted[] = {
	{"admission admissions", "{admission}"},
	{"agent agents", "{agent}"},
	{"analgesic analgesics", "{analgesic}"},
	{"antibiotic antibiotics", "{antibiotic}"},
	{"antidepressant antidepressants", "{antidepressant}"},
	{"apnoea apnoeas", "{apnoea}"},
	{"appointment appointments", "{appointment}"},
	{"attack attacks", "{attack}"},
	{"attempt attempts", "{attempt}"},
	{"biopsy biopsies", "{biopsy}"},
	{"birth births", "{birth}"},
	{"child children", "{child}"},
	{"cigarette cigarettes", "{cigarette}"},
	{"consultation consultations", "{consultation}"},
	{"course courses", "{course}"},
	{"cycle cycles", "{cycle}"},
	{"dose doses", "{dose}"},
	{"drug drugs", "{drug}"},
	{"egg eggs", "{egg}"},
	{"embryo embryos", "{embryo}"},
	{"episode episodes", "{episode}"},
	{"event events", "{event}"},
	{"exacerbation exacerbations", "{exacerbation}"},
	{"fall falls", "{fall}"},
	{"flare flares", "{flare}"},
	{"fracture fractures", "{fracture}"},
	{"frequency frequencies", "{frequency}"},
	{"infection infections", "{infection}"},
	{"injection injections", "{injection}"},
	{"joint joints", "{joint}"},
	{"lesion lesions", "{lesion}"},
	{"measurement measurements", "{measurement}"},
	{"medication medications medicine medicines", "{medicine}"},
	{"migraine migraines", "{migraine}"},
	{"miscarriage miscarriages", "{miscarriage}"},
	{"nsaid nsaids", "{NSAID}"},
	{"occasion occasions times", "{occasion}"},
	{"operation operations", "{operation}"},
	{"pack packs", "{pack}"},
	{"pregnancy pregnancies", "{pregnancy}"},
	{"procedure procedures", "{procedure}"},
	{"reading readings", "{reading}"},
	{"recurrence recurrences", "{recurrence}"},
	{"relapse relapses", "{relapse}"},
	{"review reviews", "{review}"},
	{"scan scans", "{scan}"},
	{"seizure seizures", "{seizure}"},
	{"session sessions", "{session}"},
	{"stool stools", "{stool}"},
	{"test tests", "{test}"},
	{"throats", "{sore_throat}"},
	{"tooth teeth", "{tooth}"},
	{"triptan triptans", "{triptan}"},
	{"transfer transfers", "{transfer}"},
	{"trial trials", "{trial}"},
	{"treatment treatments", "{treatment}"},
	{"visit visits", "{visit}"},
};

/* Units of measure: tokens with one space between. Those that begin with another come before it. */
static const struct measure_unit units[] = {
	{"kg / m2", QUANTITY_BMI, "kg/m2"},
	{"kg / m ^ 2", QUANTITY_BMI, "kg/m2"},
	{"kg / m^2", QUANTITY_BMI, "kg/m2"},
	{"kg / m ²", QUANTITY_BMI, "kg/m2"},
	{"kg / m 2", QUANTITY_BMI, "kg/m2"},
	{"kg / m", QUANTITY_BMI, "kg/m2"},
	{"kg per m2", QUANTITY_BMI, "kg/m2"},
	{"kgm2", QUANTITY_BMI, "kg/m2"},
	{"mmol / mol", QUANTITY_LABORATORY, "mmol/mol"},
	{"mmols / mol", QUANTITY_LABORATORY, "mmol/mol"},
	{"mmol / l", QUANTITY_LABORATORY, "mmol/L"},
	{"millimoles per litre", QUANTITY_LABORATORY, "mmol/L"},
	{"micromol / l", QUANTITY_LABORATORY, "umol/L"},
	{"micromoles per litre", QUANTITY_LABORATORY, "umol/L"},
	{"µmol / l", QUANTITY_LABORATORY, "umol/L"},
	{"μmol / l", QUANTITY_LABORATORY, "umol/L"},
	{"umol / l", QUANTITY_LABORATORY, "umol/L"},
	{"nmol / l", QUANTITY_LABORATORY, "nmol/L"},
	{"pmol / l", QUANTITY_LABORATORY, "pmol/L"},
	{"iu / l", QUANTITY_LABORATORY, "[IU]/L"},
	{"miu / l", QUANTITY_LABORATORY, "m[IU]/L"},
	{"mu / l", QUANTITY_LABORATORY, "m[IU]/L"},
	{"miu / ml", QUANTITY_LABORATORY, "m[IU]/mL"},
	{"iu / ml", QUANTITY_LABORATORY, "[IU]/mL"},
	{"u / ml", QUANTITY_LABORATORY, "U/mL"},
	{"u / l", QUANTITY_LABORATORY, "U/L"},
	{"g / l", QUANTITY_LABORATORY, "g/L"},
	{"grams per litre", QUANTITY_LABORATORY, "g/L"},
	{"g / dl", QUANTITY_LABORATORY, "g/dL"},
	{"ng / ml", QUANTITY_LABORATORY, "ng/mL"},
	{"ng / l", QUANTITY_LABORATORY, "ng/L"},
	{"ng / dl", QUANTITY_LABORATORY, "ng/dL"},
	{"pg / ml", QUANTITY_LABORATORY, "pg/mL"},
	{"mg / mmol", QUANTITY_LABORATORY, "mg/mmol"},
	{"mg / dl", QUANTITY_LABORATORY, "mg/dL"},
	{"mg / l", QUANTITY_LABORATORY, "mg/L"},
	{"µg / l", QUANTITY_LABORATORY, "ug/L"},
	{"μg / l", QUANTITY_LABORATORY, "ug/L"},
	{"ug / l", QUANTITY_LABORATORY, "ug/L"},
	{"mcg / l", QUANTITY_LABORATORY, "ug/L"},
	{"micrograms per litre", QUANTITY_LABORATORY, "ug/L"},
	{"micrograms / l", QUANTITY_LABORATORY, "ug/L"},
	{"micrograms / litre", QUANTITY_LABORATORY, "ug/L"},
	{"ml / min / 1.73 m2", QUANTITY_LABORATORY, "mL/min/{1.73_m2}"},
	{"ml / min / 1.73 m ²", QUANTITY_LABORATORY, "mL/min/{1.73_m2}"},
	{"ml / min / 1.73 m ^ 2", QUANTITY_LABORATORY, "mL/min/{1.73_m2}"},
	{"ml / min / 1.73", QUANTITY_LABORATORY, "mL/min/{1.73_m2}"},
	{"ml / min", QUANTITY_LABORATORY, "mL/min"},
	{"ml per minute", QUANTITY_LABORATORY, "mL/min"},
	{"per microlitre", QUANTITY_LABORATORY, "/uL"},
	{"x10 ^ 9 / l", QUANTITY_LABORATORY, "10*9/L"},
	{"x10⁹ / l", QUANTITY_LABORATORY, "10*9/L"},
	{"x 10 ^ 9 / l", QUANTITY_LABORATORY, "10*9/L"},
	{"× 10 ^ 9 / l", QUANTITY_LABORATORY, "10*9/L"},
	{"x 10 ⁹ / l", QUANTITY_LABORATORY, "10*9/L"},
	{"× 10 ⁹ / l", QUANTITY_LABORATORY, "10*9/L"},
	{"x109 / l", QUANTITY_LABORATORY, "10*9/L"},
	{"million per ml", QUANTITY_LABORATORY, "10*6/mL"},
	{"million / ml", QUANTITY_LABORATORY, "10*6/mL"},
	{"db ( hl )", QUANTITY_HEARING, "dB{HL}"},
	{"db hl", QUANTITY_HEARING, "dB{HL}"},
	{"dbhl", QUANTITY_HEARING, "dB{HL}"},
	{"decibels hl", QUANTITY_HEARING, "dB{HL}"},
	{"decibels hearing level", QUANTITY_HEARING, "dB{HL}"},
	{"decibels", QUANTITY_HEARING, "dB"},
	{"decibel", QUANTITY_HEARING, "dB"},
	{"db", QUANTITY_HEARING, "dB"},
	{"°c", QUANTITY_TEMPERATURE, "Cel"},
	{"° c", QUANTITY_TEMPERATURE, "Cel"},
	{"℃", QUANTITY_TEMPERATURE, "Cel"},
	{"degrees celsius", QUANTITY_TEMPERATURE, "Cel"},
	{"degrees centigrade", QUANTITY_TEMPERATURE, "Cel"},
	{"degrees c", QUANTITY_TEMPERATURE, "Cel"},
	{"degrees", QUANTITY_OTHER, "deg"},
	{"degree", QUANTITY_OTHER, "deg"},
	{"°", QUANTITY_OTHER, "deg"},
	{"dioptres", QUANTITY_OTHER, "[diop]"},
	{"dioptre", QUANTITY_OTHER, "[diop]"},
	{"diopters", QUANTITY_OTHER, "[diop]"},
	{"mls", QUANTITY_OTHER, "mL"},
	{"ml / s", QUANTITY_OTHER, "mL/s"},
	{"ml / second", QUANTITY_OTHER, "mL/s"},
	{"ml", QUANTITY_OTHER, "mL"},
	{"millilitres", QUANTITY_OTHER, "mL"},
	{"litres", QUANTITY_OTHER, "L"},
	{"litre", QUANTITY_OTHER, "L"},
	{"cm2", QUANTITY_OTHER, "cm2"},
	{"cm ²", QUANTITY_OTHER, "cm2"},
	{"cm ^ 2", QUANTITY_OTHER, "cm2"},
	{"square centimetres", QUANTITY_OTHER, "cm2"},
	{"mm2", QUANTITY_OTHER, "mm2"},
	{"mm ²", QUANTITY_OTHER, "mm2"},
	{"points", QUANTITY_SCORE, "{score}"},
	{"point", QUANTITY_SCORE, "{score}"},
	{"mg / kg / day", QUANTITY_DOSE, "mg/kg/d"},
	{"mg / kg", QUANTITY_DOSE, "mg/kg"},
	{"mg", QUANTITY_DOSE, "mg"},
	{"mgs", QUANTITY_DOSE, "mg"},
	{"milligrams", QUANTITY_DOSE, "mg"},
	{"milligram", QUANTITY_DOSE, "mg"},
	{"micrograms", QUANTITY_DOSE, "ug"},
	{"microgram", QUANTITY_DOSE, "ug"},
	{"mcg", QUANTITY_DOSE, "ug"},
	{"µg", QUANTITY_DOSE, "ug"},
	{"μg", QUANTITY_DOSE, "ug"},
	{"iu", QUANTITY_DOSE, "[IU]"},
	{"international units", QUANTITY_DOSE, "[IU]"},
	{"kg", QUANTITY_WEIGHT, "kg"},
	{"kgs", QUANTITY_WEIGHT, "kg"},
	{"kilograms", QUANTITY_WEIGHT, "kg"},
	{"kilogram", QUANTITY_WEIGHT, "kg"},
	{"kilos", QUANTITY_WEIGHT, "kg"},
	{"grams", QUANTITY_WEIGHT, "g"},
	{"gram", QUANTITY_WEIGHT, "g"},
	{"grammes", QUANTITY_WEIGHT, "g"},
	{"gms", QUANTITY_WEIGHT, "g"},
	{"g", QUANTITY_WEIGHT, "g"},
	{"stone", QUANTITY_WEIGHT, "[stone_av]"},
	{"mm", QUANTITY_LENGTH, "mm"},
	{"millimetres", QUANTITY_LENGTH, "mm"},
	{"millimetre", QUANTITY_LENGTH, "mm"},
	{"cm", QUANTITY_LENGTH, "cm"},
	{"cms", QUANTITY_LENGTH, "cm"},
	{"centimetres", QUANTITY_LENGTH, "cm"},
	{"centimetre", QUANTITY_LENGTH, "cm"},
	{"metres", QUANTITY_LENGTH, "m"},
	{"metre", QUANTITY_LENGTH, "m"},
	{"km", QUANTITY_LENGTH, "km"},
	{"kilometres", QUANTITY_LENGTH, "km"},
	{"miles", QUANTITY_LENGTH, "[mi_i]"},
	{"mile", QUANTITY_LENGTH, "[mi_i]"},
	{"inches", QUANTITY_LENGTH, "[in_i]"},
	{"%", QUANTITY_PERCENTAGE, "%"},
	{"per cent", QUANTITY_PERCENTAGE, "%"},
	{"percent", QUANTITY_PERCENTAGE, "%"},
};

/* What is measured by a name of its own: its last tokens. */
static const struct {
	const char *words;
	enum subject subject;
} names[] = {
	{"hba1c", SUBJECT_LABORATORY},
	{"hba1", SUBJECT_LABORATORY},
	{"a1c", SUBJECT_LABORATORY},
	{"glycated haemoglobin", SUBJECT_LABORATORY},
	{"egfr", SUBJECT_LABORATORY},
	{"gfr", SUBJECT_LABORATORY},
	{"glomerular filtration rate", SUBJECT_LABORATORY},
	{"haemoglobin", SUBJECT_LABORATORY},
	{"hb", SUBJECT_LABORATORY},
	{"ferritin", SUBJECT_LABORATORY},
	{"transferrin saturation", SUBJECT_LABORATORY},
	{"tsh", SUBJECT_LABORATORY},
	{"amh", SUBJECT_LABORATORY},
	{"fsh", SUBJECT_LABORATORY},
	{"lh", SUBJECT_LABORATORY},
	{"psa", SUBJECT_LABORATORY},
	{"crp", SUBJECT_LABORATORY},
	{"esr", SUBJECT_LABORATORY},
	{"inr", SUBJECT_LABORATORY},
	{"albumin", SUBJECT_LABORATORY},
	{"creatinine", SUBJECT_LABORATORY},
	{"calcium", SUBJECT_LABORATORY},
	{"urate", SUBJECT_LABORATORY},
	{"glucose", SUBJECT_LABORATORY},
	{"cholesterol", SUBJECT_LABORATORY},
	{"testosterone", SUBJECT_LABORATORY},
	{"progesterone", SUBJECT_LABORATORY},
	{"oestradiol", SUBJECT_LABORATORY},
	{"prolactin", SUBJECT_LABORATORY},
	{"vitamin d", SUBJECT_LABORATORY},
	{"vitamin b12", SUBJECT_LABORATORY},
	{"acr", SUBJECT_LABORATORY},
	{"platelets", SUBJECT_LABORATORY},
	{"platelet count", SUBJECT_LABORATORY},
	{"neutrophil count", SUBJECT_LABORATORY},
	{"white cell count", SUBJECT_LABORATORY},
	{"eosinophil count", SUBJECT_LABORATORY},
	{"sperm count", SUBJECT_LABORATORY},
	{"sperm concentration", SUBJECT_LABORATORY},
	{"score", SUBJECT_SCORE},
	{"scores", SUBJECT_SCORE},
	{"scored", SUBJECT_SCORE},
	{"scoring", SUBJECT_SCORE},
	{"scale", SUBJECT_SCORE},
	{"dlqi", SUBJECT_SCORE},
	{"cdlqi", SUBJECT_SCORE},
	{"pasi", SUBJECT_SCORE},
	{"ipss", SUBJECT_SCORE},
	{"ahi", SUBJECT_SCORE},
	{"apnoea hypopnoea index", SUBJECT_SCORE},
	{"epworth", SUBJECT_SCORE},
	{"ess", SUBJECT_SCORE},
	{"oks", SUBJECT_SCORE},
	{"ohs", SUBJECT_SCORE},
	{"phq-9", SUBJECT_SCORE},
	{"phq9", SUBJECT_SCORE},
	{"gad-7", SUBJECT_SCORE},
	{"snot-22", SUBJECT_SCORE},
	{"eq-5d-5l", SUBJECT_SCORE},
	{"eq-5d", SUBJECT_SCORE},
	{"eq-5d-5l index", SUBJECT_SCORE},
	{"eq-5d index", SUBJECT_SCORE},
	{"vas", SUBJECT_SCORE},
	{"nrs", SUBJECT_SCORE},
	{"edss", SUBJECT_SCORE},
	{"odi", SUBJECT_SCORE},
	{"barthel index", SUBJECT_SCORE},
	{"hads", SUBJECT_SCORE},
	{"womac", SUBJECT_SCORE},
	{"koos", SUBJECT_SCORE},
	{"mmse", SUBJECT_SCORE},
	{"moca", SUBJECT_SCORE},
	{"das28", SUBJECT_SCORE},
	{"basdai", SUBJECT_SCORE},
	{"abpi", SUBJECT_SCORE},
	{"pain vas", SUBJECT_SCORE},
};

const char *time_unit(const struct scan *scan, size_t index)
{
	return index < scan->count ? english_time_unit(scan->tokens[index].text) : NULL;
}

const char *counted_unit(const struct scan *scan, size_t index)
{
	for (size_t i = 0; index < scan->count && i < COUNT_OF(counted); i++)
		if (token_is_one_of(scan, index, counted[i].words))
			return counted[i].code;
	return NULL;
}

const struct measure_unit *measure_unit_at(const struct scan *scan, size_t index, size_t *count)
{
	for (size_t i = 0; index < scan->count && i < COUNT_OF(units); i++) {
		*count = match_at(scan, index, units[i].words);
		if (*count)
			return &units[i];
	}
	*count = 0;
	return NULL;
}

/* "An Oxford hip score": the words before that go with a name; none in "hip or knee score", which names two. */
static size_t name_begin(const struct scan *scan, size_t begin)
{
	const size_t bare = begin;

	for (size_t most = 4; most && begin; most--) {
		const struct token *token = &scan->tokens[begin - 1];
		bool is_word = token->kind == TOKEN_WORD && is_ascii_letter(token->text.bytes[0]);
		/* "T-score" */
		bool is_hyphen = text_is(token->text, "-") && token->end == scan->tokens[begin].begin && begin > 1 &&
				 scan->tokens[begin - 2].end == token->begin;
		if (is_hyphen) {
			begin--;
			continue;
		}
		if (!is_word)
			break;
		if (token_is_one_of(scan, begin - 1,
				    "a an the of is was are has have had with and or in on at by for to their his her "
				    "patient s s' who whose which that if when where current documented baseline serum "
				    "improvement reduction increase decrease change threshold"))
			return token_is_one_of(scan, begin - 1, "or and") ? bare : begin;
		begin--;
	}
	return begin;
}

enum subject named_subject(const struct scan *scan, size_t index, struct name *name)
{
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		size_t count = match_before(scan, index + 1, names[i].words);
		if (!count)
			continue;
		name->begin = index + 1 - count;
		name->end = index + 1;
		if (names[i].subject == SUBJECT_SCORE)
			name->begin = name_begin(scan, name->begin);
		return names[i].subject;
	}
	return SUBJECT_NONE;
}
