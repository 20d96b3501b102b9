# policyc check --fix: what it mends, and what it leaves alone.

load lib
load site

setup() {
	make_project
}

# misspelt REF…: policies in which the key "summry" is to be "summary", and a row of document control is misspelt too.
misspelt() {
	for ref; do
		good_policy "$ref" 'summry: What it is about.' '# A remark.' 'document_control: {reff: A 1}' >"policies/$ref.md"
	done
}

fix() {
	expect "$1" check --fix --level=info --as-of "$TEST_DATE" "${@:2}"
}

@test 'mends by the finding, says what, and leaves all other bytes as they are' {
	misspelt EX_001 EX_002
	wanted=$(sed 's/summry/summary/; s/reff/ref/' policies/EX_002.md; echo x)
	fix 1
	holds "$output" 'policies/EX_001.md:8:1: error: "summry" is no key' 'did you mean summary?'
	same "$complaint" 'policies/EX_001.md:8:1: write summary: "summry" is now "summary"
policies/EX_001.md:10:20: write the row'\''s own key: "reff" is now "ref"
policies/EX_002.md:8:1: write summary: "summry" is now "summary"
policies/EX_002.md:10:20: write the row'\''s own key: "reff" is now "ref"'
	same "$(cat policies/EX_002.md; echo x)" "$wanted"
	fix 0
	same "$complaint" ''
	same "$(cat policies/EX_002.md; echo x)" "$wanted"
}

@test 'an entry of allow that accepts nothing goes, with its key where it is the only one' {
	good_policy EX_001 'allow:' '  - check: duplicate-code' '    reason: It is so.' >policies/EX_001.md
	fix 0
	holds "$complaint" 'take the entry out'
	same "$(cat policies/EX_001.md)" "$(good_policy EX_001)"
}

@test 'only in the files that are named' {
	misspelt EX_001 EX_002
	fix 1 policies/EX_002.md
	holds "$(<policies/EX_001.md)" 'summry'
	lacks "$(<policies/EX_002.md)" 'summry'
}

@test 'a file outside the project, from another folder' {
	misspelt EX_003
	mkdir ../elsewhere
	mv policies/EX_003.md ../elsewhere
	cd ../elsewhere
	fix 1 -C "$project" EX_003.md
	holds "$complaint" 'EX_003.md:8:1: write summary'
	lacks "$(<EX_003.md)" 'summry'
}

@test 'standard input is checked, and there is nothing to mend it in' {
	misspelt EX_003
	bytes=$(<policies/EX_003.md)
	rm policies/EX_003.md
	fix 1 - <<<"$bytes"
	holds "$output" '-:8:1: error: "summry" is no key'
	same "$complaint" ''
}

@test 'what is accepted, and where nothing certain can be put, stays' {
	good_policy EX_001 'summry: What it is about.' 'allow: [{check: unknown-key, reason: Of another system.}]' \
		>policies/EX_001.md
	good_policy EX_002 'zzz: 1' >policies/EX_002.md
	before=$(cat policies/*)
	fix 1
	same "$complaint" ''
	same "$(cat policies/*)" "$before"
}

@test 'a file that can not be written: exit status 3, and the others are mended' {
	misspelt EX_001 EX_002
	mkdir real
	mv policies/EX_001.md real
	ln -s ../real/EX_001.md policies/EX_001.md
	before=$(<real/EX_001.md)
	chmod a-w real
	status=0
	complaint=$(bound "$POLICYC" check --fix --as-of "$TEST_DATE" 2>&1 >/dev/null) || status=$?
	chmod u+w real
	same "$status" 3
	holds "$complaint" 'policies/EX_001.md could not be mended: Permission denied' 'policies/EX_002.md:8:1: write summary'
	same "$(<real/EX_001.md)" "$before"
}

@test 'characters that nobody sees go from a draft, and stay in ratified words' {
	good_policy EX_001 >policies/EX_001.md
	good_policy EX_002 | sed 's/^status: .*/status: ratified\ndate_ratified: 2020-01\neffective_from: 2020-01/' >policies/EX_002.md
	for ref in EX_001 EX_002; do
		printf '\n1. Symptoms for at\u00a0least 6\u202fmon\u00adths, \u00e9 and all.\n' >>"policies/$ref.md"
	done
	wanted=$(cat policies/EX_002.md)
	fix 0 --fail-on=never
	holds "$(cat policies/EX_001.md)" 'Symptoms for at least 6 months, é and all.'
	same "$(cat policies/EX_002.md)" "$wanted"
}
