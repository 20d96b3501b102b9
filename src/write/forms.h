/* What can be written of a policy, and which schemas describe it: one table each, for the command line and the site. */
#ifndef POLICYC_WRITE_FORMS_H
#define POLICYC_WRITE_FORMS_H

#include "write/write.h"

enum policy_form {
#define FORM(name, word, file, media_type, write) FORM_##name,
#include "write/forms.def"
#undef FORM
	FORM_COUNT
};

struct policy_form_row {
	const char *word;       /* of `show --as`, and in a template's `files` */
	const char *file;       /* NULL: not published */
	const char *media_type; /* NULL: none */
	void (*write)(struct buffer *out, const struct policy *policy, const struct edition *edition);
};
extern const struct policy_form_row forms[FORM_COUNT];

struct schema {
	const char *name; /* of `policyc schema` */
	const char *path; /* in the site */
	void (*write)(struct buffer *out, struct text base_url);
};
#define SCHEMA_COUNT 7
extern const struct schema schemas[SCHEMA_COUNT];

#endif
