# policyc verify: is this copy what the sources publish?

load lib
load site
load versions

# PDFs take their time.
time_limit=120

setup() {
	make_versions
	build
	slug=public/policies/fel-101
}

verify() {
	expect "$1" verify "${@:2}" --as-of "$TEST_DATE"
}

@test 'what the sources publish now' {
	for name in policy.json index.html versions/3/policy.json versions/3/index.html; do
		verify 0 "$slug/$name"
		same "$output" "$slug/$name: version 3 of FEL_101, Surgery for carpal tunnel syndrome: what the sources publish now, in force from 1 June 2026"
	done
	verify 0 public/policies/fel-102/policy.json
	holds "$output" 'which was withdrawn on 1 April 2025 and no longer applies'
}

@test 'an earlier version: which, and when it ended; one that is to come' {
	for name in policy.json index.html; do
		verify 1 "$slug/versions/2/$name"
		same "$output" "$slug/versions/2/$name: version 2 of FEL_101, Carpal tunnel release: an earlier version, which applied from 1 May 2022 to August 2023 (the record gives only the month); now it is version 3, in force from 1 June 2026"
	done
	verify 1 public/policies/fel-103/versions/2/index.html
	holds "$output" 'version 2 of FEL_103' 'which will apply from 1 January 2027; now it is version 1'
}

@test 'neither, and where it differs' {
	sed 's/eight weeks;/nine weeks;/' $slug/policy.json >copy.json
	verify 1 copy.json
	holds "$output" 'copy.json: not what the sources publish: it calls itself version 3 of FEL_101' \
		'it was changed afterwards' 'at least [-eight-]{+nine+} weeks'
	sed 's/eight weeks;/nine weeks;/' $slug/index.html >copy.html
	verify 1 copy.html
	holds "$output" 'it has the fingerprint of version 3 of FEL_101' \
		'    - a splint has been worn at night for at least eight weeks;' \
		'    + a splint has been worn at night for at least nine weeks;'
	lacks "$output" 'pregnancy'
	# One with what a terminal would obey, and bytes that are no UTF-8.
	sed "s/eight weeks;/nine \&#27;[2J\&#x9B;31m \xE9 weeks;/" $slug/index.html >terminal.html
	verify 1 terminal.html
	holds "$output" $'[2J\uFFFD31m \uFFFD weeks;'
	lacks "$output" $'\e' $'\u009B'
	# A page that was saved without its fingerprint.
	sed -i "s/$(jq -r '.fingerprint[7:19]' $slug/policy.json)//g" copy.html
	verify 1 copy.html
	holds "$output" 'it is nearest to version 3 of FEL_101'
	sed 's/"version": "3"/"version": "9"/' $slug/policy.json >copy.json
	verify 1 copy.json
	holds "$output" 'version 9 of FEL_101, which the sources don'"'"'t have; it differs from version 3'
	sed 's/FEL_101/FEL_777/g' $slug/policy.json >copy.json
	verify 1 copy.json
	holds "$output" 'they have no policy FEL_777'
}

@test 'the words of one version with the fingerprint of another' {
	sed "s/$(jq -r '.fingerprint[7:19]' $slug/versions/2.1/policy.json)/$(jq -r '.fingerprint[7:19]' $slug/policy.json)/g" \
		$slug/versions/2.1/index.html >copy.html
	verify 1 copy.html
	holds "$output" 'it has the fingerprint of version 3 of FEL_101, and its text differs'
}

@test 'what is no words of the version makes no difference' {
	jq '.keywords = ["other"] | .summary = "Other." | .generator = "policyc 9" | .status = "withdrawn" | .specialty = []' \
		$slug/policy.json >copy.json
	verify 0 copy.json
	verify 0 - <copy.json
	# The same page, as a browser saved it.
	sed 's/<li/\n   <LI/g; s/<\/li>/<\/LI>/g' $slug/index.html >copy.html
	verify 0 copy.html
}

@test 'a draft that got out' {
	expect 0 build -q --drafts -o drafts --as-of "$TEST_DATE"
	verify 1 drafts/policies/fel-104/versions/2/policy.json
	holds "$output" 'version 2 of FEL_104 is a draft there'
	verify 1 drafts/policies/fel-105/versions/1.1/policy.json
	holds "$output" 'version 1.1 of FEL_105 is not published there yet'
}

@test 'a published site' {
	verify 0 public
	same "$output" 'public: 30 of 30 files are what the sources publish there'
	cp public/policies/fel-101/versions/2.1/policy.json public/policies/fel-101/policy.json
	rm public/policies/fel-104/policy.json
	verify 1 public
	holds "$output" 'public/policies/fel-101/policy.json: version 2.1 of FEL_101' 'an earlier version' \
		'public/policies/fel-104/policy.json: missing: the sources publish version 1 of FEL_104' \
		'public: 28 of 30 files are what the sources publish there'
	same "$(wc -l <<<"$output")" 3
}

@test 'a PDF: by the fingerprint that it carries' {
	expect 0 build -q --pdf --as-of "$TEST_DATE"
	verify 0 $slug/policy.pdf
	holds "$output" 'version 3 of FEL_101' 'what the sources publish now' 'its words can'"'"'t be compared'
	verify 1 $slug/versions/2/policy.pdf
	holds "$output" 'version 2 of FEL_101' 'an earlier version'
	verify 0 public
	sed -i 's/eight weeks;/nine weeks;/' policies/FEL_101.md
	verify 1 $slug/policy.pdf
	holds "$output" 'the fingerprint of no version that they have'
	printf '%%PDF-1.4\n' >copy.pdf
	verify 1 copy.pdf
	holds "$output" 'a PDF without a fingerprint'
}

@test 'what is no copy' {
	verify 3 nothing
	holds "$complaint" 'nothing: there is no such file or folder'
	mkdir empty
	verify 2 empty
	holds "$complaint" 'empty is no published site'
	: >empty.html
	verify 2 empty.html
	holds "$complaint" 'it is empty'
	printf 'a\0b' >binary
	verify 2 binary
	holds "$complaint" 'it is a binary file'
	echo '{"schema_version": "7.0", "ref": "FEL_101"}' >later.json
	verify 2 later.json
	holds "$complaint" '"schema_version" 7.0' 'use the policyc that wrote it'
	verify 2 public/manifest.json
	holds "$complaint" 'no policy.json'
	verify 1 public/404.html
	holds "$output" 'no policy'"'"'s page'
	echo '<p>' >odd.html
	verify 1 odd.html
	verify 2
	verify 2 a b
	chmod a-r copy.json 2>/dev/null || cp $slug/policy.json copy.json && chmod a-r copy.json
	complaint=$(bound "$POLICYC" verify copy.json 2>&1) && status=0 || status=$?
	same "$status" 3
	holds "$complaint" 'copy.json can'"'"'t be read: Permission denied'
}
