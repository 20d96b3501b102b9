/* The Java source that renders PDFs. */
#ifndef POLICYC_PDF_PDF_JAVA_H
#define POLICYC_PDF_PDF_JAVA_H

#include "base/text.h"

struct text pdf_java(void);

#endif
