# policyc impact: which policies a shared block reaches, and what another edition would change.

load lib
load site
load versions

setup() {
	make_versions
	sed 's/core-criteria@2024/core-criteria@2019/; s/FEL_101/FEL_110/g; s/^title: .*/title: Trigger finger/' \
		policies/FEL_101.md >policies/FEL_110.md
}

@test 'the policies that it reaches, those still on an older edition, and what each would change' {
	expect 0 impact core-criteria@2024 --as-of "$TEST_DATE"
	holds "$output" 'core-criteria@2024, Core criteria reaches 1 policy
  FEL_101 Surgery for carpal tunnel syndrome, version 3 (ratified)

1 policy has the older core-criteria@2019; with core-criteria@2024 in its place it would change as follows
  FEL_110 Trigger finger, version 3 (ratified): 1 criterion changed, 1 criterion added' \
		'What core-criteria@2024 changes in place of core-criteria@2019:' 'present at birth'
	# The change of the block is shown once.
	same "$(grep -c 'anomaly of the face present at birth' <<<"$output")" 1
	expect 0 impact core-criteria@2024 --verbose
	same "$(grep -c 'anomaly of the face present at birth' <<<"$output")" 2
	expect 0 impact policies/shared/core-criteria@2019.md
	holds "$output" 'core-criteria@2019, Core criteria reaches 1 policy' 'the newer core-criteria@2024'
	expect 0 impact review@2019
	same "$output" 'review@2019, Monitoring and review reaches 2 policies
  FEL_101 Surgery for carpal tunnel syndrome, version 3 (ratified)
  FEL_110 Trigger finger, version 3 (ratified)'
}

@test 'a block within a block' {
	printf -- '---\nblock: outer\nedition: "1"\ntitle: Outer\n---\n\n{{include core-criteria@2019}}\n' >policies/shared/outer@1.md
	sed -i 's/{{include core-criteria@2019}}/{{include outer@1}}/' policies/FEL_110.md
	expect 0 impact core-criteria@2024
	holds "$output" 'FEL_110 Trigger finger, version 3 (ratified): has it by way of another shared block'
}

@test 'what is no block' {
	expect 2 impact core-criteria@2025
	holds "$complaint" 'no shared block core-criteria@2025 in policies/shared; did you mean core-criteria@20'
	expect 2 impact core-criteria
	holds "$complaint" 'core-criteria has editions: say which, as in core-criteria@2019'
	expect 2 impact nothing-like-it@1
	expect 2 impact
	printf 'no front matter' >policies/shared/core-criteria@2024.md
	expect 1 impact core-criteria@2024
	holds "$complaint" '`policyc check` says what is wrong'
	expect 0 impact core-criteria@2019
	expect 2 -C /tmp impact core-criteria@2019
}
