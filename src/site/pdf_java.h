/* The Java source that renders PDFs. */
#ifndef POLICYC_SITE_PDF_JAVA_H
#define POLICYC_SITE_PDF_JAVA_H

#include "base/text.h"

struct text pdf_java(void);

#endif
