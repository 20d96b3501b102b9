# policyc show --as reading: the sheet that a clinician agrees to.

load lib

setup() {
	make_project
	file=policies/EX_001.md
	{
		front_matter EX_001
		printf '%s\n' '## Policy statement' '' \
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
