# What is misspelt is told with the nearest word that is known, wherever words are chosen from a list.

load lib

setup() {
	make_project
	mkdir -p policies/shared
	printf -- '---\nblock: core-criteria\nedition: "1"\ntitle: Core\n---\n\n1. Urgent treatment is always given.\n' \
		>policies/shared/core-criteria@1.md
	sed 's/"1"/"2"/' policies/shared/core-criteria@1.md >policies/shared/core-criteria@2.md
}

# suggests CHECK WORDS LINE…: a policy with these further lines of front matter has a finding of the check, and its
# message holds the words.
suggests() {
	local check=$1 words=$2
	shift 2
	good_policy EX_001 "$@" >policies/EX_001.md
	expect 1 check --format=json --level=info --as-of "$TEST_DATE"
	holds "$(jq -r --arg check "$check" 'select(.check == $check).message' <<<"$output")" "$words"
}

# in_body WORDS LINE…: the same for lines of the body, and a `syntax` finding or another.
in_body() {
	local words=$1
	shift
	{
		good_policy EX_001
		printf '%s\n' "$@"
	} >policies/EX_001.md
	expect 1 check --format=json --level=info --as-of "$TEST_DATE"
	holds "$(jq -r .message <<<"$output")" "$words"
}

@test 'keys, also of entries and of parts' {
	suggests unknown-key 'did you mean keywords?' 'keyword: x'
	suggests unknown-key 'did you mean date_ratified?' 'Date_ratifed: 2025-05'
	suggests unknown-key 'did you mean changes?' 'history: [{version: "0.1", date: 2025-05, change: x}]'
	suggests unknown-key 'did you mean age_from?' 'applies_to: {age-from: 16 years}'
	suggests unknown-key 'did you mean reason?' 'allow: [{check: spelling, reson: x}]'
}

@test 'values' {
	suggests bad-value 'did you mean dominant?' 'coding_logic: {combine: all, position: Dominant}'
	suggests bad-value 'did you mean female?' 'applies_to: {sex: Females}'
	suggests bad-value 'did you mean patient_leaflet?' 'documents: [{kind: patient leaflet, title: T, url: "https://example.org"}]'
	suggests bad-value 'did you mean editorial?' 'history: [{version: "0.1", date: 2025-05, changes: x, kind: editoral}]'
}

@test 'categories, places and routes, by id and by label' {
	suggests bad-value 'did you mean "prior_approval"?' 'route: Prior approval'
	suggests bad-value 'did you mean "ifr"?' 'route: [individual funding requests]'
	suggests unknown-place 'did you mean "north"?' 'applies_to: {places: [Nort]}'
	sed -i 's/^category: .*/category: Category 2/' policies/EX_001.md
	expect 1 check --format=json --as-of "$TEST_DATE"
	holds "$(jq -r 'select(.check == "bad-category").message' <<<"$output")" 'did you mean "2"?'
}

@test 'profiles, and the successor of one' {
	sed -i 's/^profile: .*/profile: exampel/' policies/EX_001.md
	expect 1 check --format=json --as-of "$TEST_DATE"
	holds "$(jq -r 'select(.check == "unknown-profile").message' <<<"$output")" 'did you mean example?'
	good_policy EX_001 >policies/EX_001.md
	sed -i 's/^successor: .*/successor: exmaple/' templates/profiles/former.yaml
	expect 1 check --format=json --as-of "$TEST_DATE"
	holds "$(jq -r 'select(.check == "unknown-profile").message' <<<"$output")" 'did you mean example?'
}

@test 'shared blocks and their editions: the newest' {
	in_body 'did you mean core-criteria@2?' '' '{{include core-criteria@3}}'
	in_body 'did you mean core-criteria@2?' '' '{{include core-critera@1}}'
	in_body 'did you mean {{include core-criteria@2}}?' '' '{{inculde core-criteria@2}}'
	in_body 'did you mean {{include core-criteria@2}}?' '' '{{include: core-criteria@2}}'
}

@test 'refs and names' {
	good_policy EX_112 >policies/EX_112.md
	suggests unknown-policy 'did you mean EX_112' 'cross_references: ["policy:EX_121"]'
	suggests unknown-policy 'did you mean EX_112' 'cross_references: ["policy:EX-112"]'
	in_body 'did you mean #criteria?' '1. The criteria are these. {#criteria}' '1. See [the criteria](#critera).'
}

@test 'marks of headings and of criteria, and headings' {
	in_body 'did you mean {bullets}?' '' '## Guidance {bullet}' '' '1. Words.'
	in_body 'did you mean {at-least 2}?' '1. Any {atleast 2}' '' '   - one' '   - two'
	sed -i 's/^profile: .*/profile: strict/' policies/EX_001.md
	printf '\n## Exlusions\n\n1. None\n' >>policies/EX_001.md
	expect 1 check --format=json --as-of "$TEST_DATE"
	holds "$(jq -r 'select(.check == "missing-section").message' <<<"$output")" 'comes near to it; write ## Exclusions'
}

@test 'ids of checks, in allow and in site.yaml, and severities' {
	suggests bad-value 'did you mean duplicate-code?' 'allow: [{check: duplicate_codes, reason: x}]'
	good_policy EX_001 >policies/EX_001.md
	sed -i '/^checks:/,/^[a-z]/{/^checks:/d;/^ /d}' site/site.yaml
	printf 'checks: {review-overdu: error, spelling: warnings}\n' >>site/site.yaml
	expect 1 check --format=json --as-of "$TEST_DATE"
	holds "$(jq -r .message <<<"$output")" 'did you mean review-overdue?' 'did you mean warning?'
}

@test 'keys of site.yaml' {
	printf 'colors: {brand: "#000000"}\n' >>site/site.yaml
	expect 1 check --format=json --as-of "$TEST_DATE"
	holds "$(jq -r .message <<<"$output")" 'did you mean colours?'
}

@test 'commands, options, their values, and what explain and schema take' {
	expect 2 chekc
	holds "$complaint" 'did you mean "check"?'
	expect 2 check --fail_on=error
	holds "$complaint" 'did you mean --fail-on?'
	expect 2 check --levle=info
	holds "$complaint" 'did you mean --level?'
	expect 2 check --level=infos
	holds "$complaint" 'did you mean "info"?'
	expect 2 show --as=jsn policies/EX_001.md
	holds "$complaint" 'did you mean "json"?'
	expect 2 explain duplicate_codes
	holds "$complaint" 'did you mean "duplicate-code"?'
	expect 2 schema polciy
	holds "$complaint" 'did you mean "policy"?'
}

@test 'nothing is suggested for what is like nothing' {
	suggests unknown-key 'a key of your own organisation begins with x_' 'zzzzzz: 1'
	lacks "$(jq -r .message <<<"$output")" 'did you mean'
	expect 2 frobnicate
	lacks "$complaint" 'did you mean'
	expect 2 check --frobnicate
	lacks "$complaint" 'did you mean'
}
