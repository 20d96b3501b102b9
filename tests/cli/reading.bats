# policyc show --as reading: the sheet that a clinician agrees to.

load lib

setup() {
	make_project
	file=policies/EX_001.md
	{
		front_matter EX_001
		printf '%s\n' '---' '' '## Policy statement' '' \
			'1. Surgery is not routinely commissioned except where two or more of the following apply:' '' \
			'   - the patient is aged 18 years or over' '   - a BMI of 35 to 40' '   - pain & "swelling"'
	} >"$file"
}

@test 'the sheet says what is open first, then words and reading, as text' {
	expect 0 show EX_001 --as reading
	holds "$output" 'How policyc reads EX_001' '== Open or not read: 1' '1.1 B' \
		'At least 2 of these must hold.' '18 years counts; 17 years' \
		'Whether it is enough' 'Fingerprint of this reading: sha256:' 'A and B only: the list is met.'
	[ "$(grep -n 'Open or not read' <<<"$output" | cut -d: -f1)" -lt "$(grep -n 'Not funded' <<<"$output" | head -n 1 | cut -d: -f1)" ]
	same "$(awk 'length > 110' <<<"$output")" ''
}

@test 'the sheet as one HTML file has a picture with a text in its place' {
	expect 0 show EX_001 --as reading --standalone
	holds "$output" '<!DOCTYPE html>' '<style>' '<svg' 'role="img"' '<desc id="tree-1-words">' 'pain &amp;'
	lacks "$output" '<link' '<script' 'src='
	sed '1d; s/<meta[^>]*>//' <<<"$output" | xmllint --noout -
}

@test 'standalone goes with the sheet alone' {
	expect 2 show EX_001 --as text --standalone
	holds "$complaint" '--as reading'
}

@test 'a policy is shown by its ref, its version, or the name of a shared block' {
	expect 0 show EX_001
	holds "$output" 'Surgery is not routinely commissioned'
	local version
	version=$(policyc show EX_001 --as json | jq -r .version)
	expect 0 show "EX_001@$version"
	holds "$output" 'Surgery is not routinely commissioned'
	expect 2 show EX_01
	holds "$complaint" 'there is no policy or shared block EX_01' 'EX_001'
	expect 2 show 'EX_001@9.9'
	mkdir -p policies/shared
	printf '%s\n' '---' 'block: aims' 'edition: "2024"' 'title: Aims' '---' '' '1. Surgery is not commissioned.' \
		>policies/shared/aims@2024.md
	expect 0 show aims@2024 --as reading
	holds "$output" 'How policyc reads aims, edition 2024'
}

@test 'the fingerprint of a reading changes with words and marks, and not with how the file is laid out' {
	print_of() { policyc show EX_001 --as reading | grep -o 'sha256:[0-9a-f]*'; }
	local first second
	first=$(print_of)
	sed -i 's/^   - a BMI/   * a BMI/; s/^   - /   * /' "$file"
	same "$(print_of)" "$first"
	sed -i 's/following apply:/following apply: {at-least 3}/' "$file"
	second=$(print_of)
	[ "$second" != "$first" ]
	sed -i 's/ {at-least 3}//; s/aged 18/aged 16/' "$file"
	[ "$(print_of)" != "$first" ]
}

# Agrees to the reading as it is now.
agree() {
	policyc show EX_001 --as reading -o "policies/readings/EX_001@$(policyc show EX_001 --as json | jq -r .version).json"
	sed -i "2i reading: {agreed_by: Dr A Clinician, date: 2026-11-01, of: '$(jq -r .fingerprint policies/readings/EX_001@*.json)'}" "$file"
}

@test 'an agreed reading is kept, and a changed one is published as open' {
	same "$(policyc show EX_001 --as json | jq -r .reading.state)" not_agreed
	agree
	same "$(policyc show EX_001 --as json | jq -c '[.reading.state, .reading.date]')" '["agreed","2026-11-01"]'
	lacks "$(policyc show EX_001 --as json)" 'Dr A Clinician'
	expect 0 check --level=info "$file"
	lacks "$output" reading-changed
	expect 0 show EX_001 --as reading
	holds "$output" 'Agreed by Dr A Clinician, 1 November 2026: to this reading.'
	lacks "$output" '____'
	sed -i 's/following apply:/following apply: {any}/' "$file"
	expect 0 check "$file"
	holds "$output" reading-changed 'now it is op=any'
	policyc show EX_001 --as json >json
	same "$(jq -c '[.reading.state, .sections[0].content[0].criteria.op]' json)" '["changed","unclear"]'
	# The sheet shows how it is read now.
	expect 0 show EX_001 --as reading
	holds "$output" 'Any of these is enough (OR). (From a mark.)' 'to another reading' \
		'Read otherwise than was agreed: ' '____'
	# Without what was agreed, nothing of the reading is sure.
	rm -r policies/readings
	policyc show EX_001 --as json >json
	same "$(jq -c '[.sections[0].content[0] | .effect, .criteria.op, (.criteria.items[0].quantities[0].comparison)]' json)" \
		'["unstated","unclear","unstated"]'
}

@test 'revise drops the agreement' {
	agree
	sed -i 's/^status: .*/status: ratified/' "$file"
	expect 0 revise EX_001
	[ -z "$(grep '^reading' "$file")" ]
}

@test 'the site shows readings only where site.yaml says so, and names only where it says that' {
	load site
	make_suite 1
	local ref=CMICB_Clin10000 page=public/policies/cmicb-clin10000/versions/1/reading/index.html
	file=policies/$ref.md
	page=public/policies/cmicb-clin10000/versions/$(policyc show $ref --as json | jq -r .version)/reading/index.html
	policyc show $ref --as reading -o kept.json
	sed -i "2i reading: {agreed_by: Dr A Clinician, date: 2026-11-01, of: '$(jq -r .fingerprint kept.json)'}" "$file"
	policyc build -q --as-of "$TEST_DATE" >/dev/null
	[ ! -e "$page" ]
	! grep -rq 'Dr A Clinician' public
	echo 'show_reading: true' >>site/site.yaml
	policyc build -q --as-of "$TEST_DATE" >/dev/null
	holds "$(cat "$page")" 'Agreed, 1 November 2026: to this reading.' '<svg' 'noindex'
	lacks "$(cat "$page")" '____' 'policyc show'
	! grep -rq 'Dr A Clinician' public
	sed -i 's/^show_reading: .*/show_reading: with_name/' site/site.yaml
	policyc build -q --as-of "$TEST_DATE" >/dev/null
	holds "$(cat "$page")" 'Agreed by Dr A Clinician, 1 November 2026'
}

@test 'check --coverage counts what is read, per policy and in all' {
	{
		front_matter EX_002
		printf '%s\n' '---' '' '## Policy statement' '' '1. Surgery is funded.' \
			'1. Funding is a matter of great interest.' '1. The wards are warm.' '' \
			'1. Surgery is funded for patients with:' '' '   - pain' '   - swelling'
	} >policies/EX_002.md
	expect 0 check --coverage --format=json
	same "$(jq -c '.policies[] | [.ref, .with_effect, .funding_clauses, .criteria, .lists]' <<<"$output")" \
		$'["EX_001",1,1,1,1]\n["EX_002",2,2,0,1]'
	same "$(jq -c '[.total.with_effect, .total.funding_clauses, .total.lists]' <<<"$output")" '[3,3,2]'
	expect 0 check --coverage policies/EX_002.md
	lacks "$output" EX_001
	holds "$output" 'EX_002: clauses with words of funding that have an effect: 2 of 2' 'In all:'
	expect 2 check --coverage --format=sarif
}
