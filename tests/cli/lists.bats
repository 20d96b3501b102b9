# What the lists of a site hold: search, groups, codes, reviews, copies, data; and what they keep to themselves.

load lib
load site

setup() {
	make_example
}

# full REF VERSION STATUS DATE WORD [LINE…]: a version that holds the word wherever a list could take it from.
full() {
	local word=$5
	version "$@" "summary: In short $word." "specialty: [$word medicine]" "keywords: [$word]" \
		"previous_refs: [OLD_${1}_$word]" "review_date: 2027-03" | sed '/^## Introduction/i\
## Exclusions\
\
1. The policy leaves '"$word"' cases out.\
\
## Coding\
\
1. OPCS-4\
\
   - S10.3 Peeling of '"$word"'\
'
}

# The files that hold a word.
holding() {
	(cd public && grep -rlF -- "$1" . | sed 's|^\./||' | LC_ALL=C sort | tr '\n' ' ')
}

@test 'a version in force is in every list' {
	full EX_002 1.0 ratified 2025-06 present >policies/EX_002.md
	build
	whole public
	for file in index.html search.json specialties/index.html specialties/present-medicine/index.html \
		codes/opcs-4/index.html data/policies.json data/policies.csv data/policies.ndjson data/codes.json data/codes.csv \
		check-your-copy/index.html reviews/index.html reviews/reviews.ics; do
		holds " $(holding present) $(holding EX_002)" " $file "
	done
	same "$(jq -c '.policies[] | [.ref, .keywords, .previous_refs, .codes]' public/search.json)" \
		'["EX_002",["present"],["OLD_EX_002_present"],["S103"]]'
	same "$(jq -r '.policies[].criteria' public/search.json)" 'The policy leaves present cases out.'
}

@test 'no word of a draft is in any file, and all are there with --drafts' {
	full EX_002 1.0 draft '' concealed >policies/EX_002.md
	full EX_003 1.0 ratified 2026-10 concealed 'publish_from: 2026-12-24' >policies/EX_003.md
	full EX_004 0.9 ratified 2025-06 present >policies/versions/EX_004@0.9.md
	full EX_004 1.0 consultation '' concealed >policies/EX_004.md
	build
	whole public
	same "$(holding concealed)" ''
	same "$(cd public && grep -rlE 'EX_00[23]|ex-00[23]' .)" ''
	same "$(find public -name '*concealed*')" ''
	build --drafts
	for file in index.html search.json specialties/concealed-medicine/index.html codes/opcs-4/index.html data/policies.csv \
		check-your-copy/index.html; do
		holds " $(holding EX_002)" " $file "
	done
	holds "$(cat public/codes/opcs-4/index.html)" 'EX_002 (draft)'
}

@test 'superseded versions are in the data, and in no search or list' {
	full EX_002 1.0 ratified 2020-06 former >policies/versions/EX_002@1.0.md
	full EX_002 2.0 ratified 2025-06 present >policies/EX_002.md
	build
	for file in $(holding former); do
		case $file in
		data/* | check-your-copy/* | policies/* | manifest.json | changes/*) ;;
		*)
			echo "a superseded version is in $file"
			return 1
			;;
		esac
	done
	for file in data/policies.json data/policies.csv data/policies.ndjson data/codes.json data/codes.csv; do
		holds " $(holding former)" " $file "
	done
	same "$(jq -c '[.policies[] | [.version, .effective.to]]' public/data/policies.json)" '[["1.0","2025-05-31"],["2.0",null]]'
}

@test 'shared wording is in no search' {
	cp -R "$BATS_TEST_DIRNAME/../../policies/shared" policies/
	printf -- '---\nblock: common\nedition: "1"\ntitle: Common\n---\n1. Shared wording on cancer.\n' >policies/shared/common@1.md
	version EX_002 1.0 ratified 2025-06 present |
		sed '/^## Introduction/i ## Exclusions\n\n1. Own wording.\n\n{{include common@1}}\n' >policies/EX_002.md
	build
	same "$(jq -r '.policies[].criteria' public/search.json)" 'Own wording.'
	holds "$(cat public/policies/ex-002/index.html)" 'Shared wording on cancer.'
}

@test 'a policy without a place is for all places; one with, for those' {
	version EX_002 1.0 ratified 2025-06 everywhere >policies/EX_002.md
	version EX_003 1.0 ratified 2025-06 northern 'applies_to: {places: [north]}' >policies/EX_003.md
	build
	same "$(holding EX_003)" "$(holding EX_003 | sed 's|places/south/index.html ||')"
	holds " $(holding EX_003)" ' places/north/index.html '
	holds " $(holding EX_002)" ' places/north/index.html ' ' places/south/index.html '
	holds "$(cat public/index.html)" 'data-ref="EX_003" data-category="general" data-specialty="" data-route="" data-place="north"'
}

@test 'specialties that differ in capitals are one; strange ones have an address all the same' {
	long=$(printf 'x%.0s' {1..9000})
	version EX_002 1.0 ratified 2025-06 one 'specialty: [Dermatology, "../../<script>alert(1)</script>"]' >policies/EX_002.md
	version EX_003 1.0 ratified 2025-06 two "specialty: [dermatology, Дерматология, $long]" >policies/EX_003.md
	build
	whole public
	same "$(find public -name '*[!-a-zA-Z0-9._]*')" ''
	holds "$(cat public/specialties/dermatology/index.html)" EX_002 EX_003
	same "$(find public/specialties -mindepth 1 -type d | wc -l)" 4
	lacks "$(cat public/specialties/index.html public/index.html)" '<script>alert'
	for page in $(grep -o 'href="\./specialties/[^"]*"' public/specialties/index.html | sed 's/.*"\.\.\?\///; s/"//'); do
		[ -s "public/${page}index.html" ]
	done
}

@test 'cells of CSV are never formulas, and hold anything' {
	version EX_002 1.0 ratified 2025-06 one 'author: "=HYPERLINK(\"https://example.org\")"' \
		'target_audience: "+44, \"quoted\""' 'purpose: "@here"' >policies/EX_002.md
	build
	row=$(sed -n 2p public/data/policies.csv)
	holds "$row" "\"'=HYPERLINK(\"\"https://example.org\"\")\"" "\"'+44, \"\"quoted\"\"\"" ",'@here,"
	same "$(tail -c 2 public/data/policies.csv | od -An -tx1)" ' 0d 0a'
}

@test 'the review calendar by quarter' {
	version EX_002 1.0 ratified 2020-06 one 'review_date: 2026-10-31' >policies/EX_002.md
	version EX_003 1.0 ratified 2020-06 two 'review_date: 2027-01' >policies/EX_003.md
	version EX_004 1.0 ratified 2020-06 three >policies/EX_004.md
	version EX_005 1.0 ratified 2020-06 four 'review_date: 2099-12' >policies/EX_005.md
	build
	page=$(tr '\n' ' ' <public/reviews/index.html)
	[[ $page =~ Overdue.*EX_002.*January\ to\ March\ 2027.*EX_003.*October\ to\ December\ 2099.*EX_005.*No\ review\ date.*EX_004 ]]
	holds "$page" '1 policy is overdue for review and 1 policy is due within 6 months, of 4 policies in force as at 21 November 2026' \
		'alt="Bar chart of the reviews that are due. Overdue: 1, Jan–Mar 2027: 1, Later: 1"'
	xmllint --noout public/reviews/timeline.svg
	same "$(grep -c '^DTSTART' public/reviews/reviews.ics)" 3
	holds "$(cat public/reviews/reviews.ics)" $'DTSTART;VALUE=DATE:20270101\r\nDTEND;VALUE=DATE:20270201' \
		'URL:https://policies.example.org/policies/ex-003/'
}

@test 'a site without a policy in it' {
	rm policies/*.md
	version EX_002 1.0 draft '' concealed >policies/EX_002.md
	build
	whole public
	same "$(jq -c '[.policies, .parts]' public/search.json)" '[[],[]]'
	same "$(wc -l <public/data/policies.csv)" 1
	[ ! -e public/reviews/timeline.svg ]
	holds "$(cat public/check-your-copy/index.html)" 'Nothing is published yet.'
}
