/* The version of the program. */
#ifndef POLICYC_BASE_VERSION_H
#define POLICYC_BASE_VERSION_H

#define POLICYC_VERSION "0.1.0"

#endif
