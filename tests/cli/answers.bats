# policyc due and policyc code: questions to all policies.

load lib

setup() {
	make_project
}

# coded REF CODE…: a ratified policy whose OPCS-4 codes are these, each a bullet.
coded() {
	local ref=$1
	shift
	ratified "$ref" | sed 's/^## Introduction$/## Coding\n\n1. OPCS-4\n\n## Introduction/' |
		awk -v codes="$(printf '   - %s\\n' "$@")" '{ print } /^1\. OPCS-4$/ { printf "\n%s", codes }' \
			>"policies/$ref.md"
}

# ratified REF [LINE…]: a policy in force since 2024, with further lines of front matter.
ratified() {
	local ref=$1
	shift
	good_policy "$ref" 'date_ratified: 2024-01-01' 'date_published: 2024-01-01' 'last_reviewed: 2024-01-01' "$@" |
		sed -e 's/^status: .*/status: ratified/' -e 's/^version: .*/version: "1"/'
}

answers() {
	expect 0 "$@" --as-of "$TEST_DATE"
	same "$complaint" ''
}

# uses QUESTION…: "REF CODE ANSWER" of each line that answers.
uses() {
	answers code --format=json "$@"
	jq -r '.questions[].uses[] | "\(.ref) \(.code) \(.answer)"' <<<"$output"
}

@test 'due: what is overdue, what comes when, what has no date' {
	ratified EX_002 'review_date: 2026-10' >policies/EX_002.md
	ratified EX_003 'review_date: 2027-01-31' >policies/EX_003.md
	ratified EX_004 >policies/EX_004.md
	ratified EX_005 'review_date: 2026-01' 'review_extended: {to: 2027-02, by: The board, date: 2026-01}' >policies/EX_005.md
	answers due
	same "$output" 'Reviews as at 21 November 2026

Overdue
  October 2026       EX_002           An example, EX_002

January to March 2027
  31 January 2027    EX_003           An example, EX_003
  February 2027      EX_005           An example, EX_005

No review date
                     EX_004           An example, EX_004

1 overdue, 2 due within 6 months, 0 later, 1 without a date'
}

@test 'due: drafts and withdrawn policies are not to be reviewed' {
	ratified EX_002 'review_date: 2025-01' 'withdrawn: {date: 2026-01-01}' | sed 's/^status: .*/status: withdrawn/' \
		>policies/EX_002.md
	answers due
	same "$output" 'Reviews as at 21 November 2026

0 overdue, 0 due within 6 months, 0 later, 0 without a date'
}

@test 'due --within: that time and what is overdue' {
	ratified EX_002 'review_date: 2026-10' >policies/EX_002.md
	ratified EX_003 'review_date: 2026-12-05' >policies/EX_003.md
	ratified EX_004 'review_date: 2027-06' >policies/EX_004.md
	for within in '2w' '14 days' 1m; do
		answers due --within "$within"
		holds "$output" EX_002 EX_003
		lacks "$output" EX_004
	done
	answers due --within 13d
	lacks "$output" EX_003
	answers due --within=1y
	holds "$output" EX_004
	for within in '' soon 6 -6m; do
		expect 2 due --within="$within"
		holds "$complaint" '--within takes a length of time such as 6m'
	done
}

@test 'due: JSON' {
	ratified EX_002 'review_date: 2026-10' 'review_started: 2026-09-01' >policies/EX_002.md
	answers due --format=json
	same "$(jq -c . <<<"$output")" '{"as_at":"2026-11-21","reviews":[{"ref":"EX_002","title":"An example, EX_002","version":"1","url":"https://policies.example.org/policies/ex-002/","state":"overdue","due":"2026-10","last_reviewed":"2024-01-01","started":"2026-09-01"}]}'
}

@test 'code: exact, by family, by range, a heading, and those below' {
	coded EX_002 'S10.3 Peeling' 'W37.1–W39.9 Hip'
	coded EX_003 'S103 Peeling of skin' 'V53 Spine'
	same "$(uses S10.3)" $'EX_002 S10.3 exact\nEX_003 S103 exact'
	same "$(uses s103)" $'EX_002 S10.3 exact\nEX_003 S103 exact'
	same "$(uses W38.1 W39.9 W37.0 W40.1)" $'EX_002 W37.1–W39.9 range\nEX_002 W37.1–W39.9 range'
	same "$(uses V53.1)" 'EX_003 V53 heading'
	same "$(uses S10)" $'EX_002 S10.3 below\nEX_003 S103 below'
	same "$(uses V50-V56)" 'EX_003 V53 below'
	same "$(uses S10.4)" ''
}

@test 'code: as text, with what can not be known' {
	coded EX_002 'S10.3 Peeling'
	ratified EX_003 | sed 's|^## Introduction$|## Coding\n\n1. See [the list](https://www.example.org/codes).\n\n## Introduction|' \
		>policies/EX_003.md
	answers code S103 V56.3
	same "$output" 'S103
  EX_002 An example, EX_002 (version 1)
    OPCS-4 S10.3 Peeling [exact]
V56.3
  no policy names it
OPCS-4 codes stand in another document for EX_003
ICD-10 codes stand in another document for EX_003'
}

@test 'code: drafts only when they are asked for' {
	coded EX_002 'S10.3 Peeling'
	sed -i -e 's/^status: .*/status: draft/' -e '/^date_/d' policies/EX_002.md
	same "$(uses S10.3)" ''
	same "$(uses --drafts S10.3)" 'EX_002 S10.3 exact'
	answers code --drafts S10.3
	holds "$output" '(version 1, draft)'
}

@test 'code: what is no code' {
	for word in hello S1 '' S10.3x 'S10.3 V53'; do
		expect 2 code "$word"
		holds "$complaint" "\"$word\" has not the form of an OPCS-4 or ICD-10 code"
		same "$output" ''
	done
	expect 2 code
	holds "$complaint" '`policyc code` needs CODE…'
}

@test 'an answer that is not whole says so' {
	coded EX_002 'S10.3 Peeling'
	printf -- '---\nref: \xff\n---\n' >policies/EX_003.md
	expect 1 code S10.3 --as-of "$TEST_DATE"
	holds "$output" EX_002
	holds "$complaint" 'policies/EX_003.md can'"'"'t be read, so it is left out here'
	expect 1 due
	holds "$complaint" 'policies/EX_003.md'
}
