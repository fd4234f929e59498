/** `leydig explain`, `test`, and what `check` does with a workspace. */
import { describe, expect, it } from "vitest";
import { file, folder, leydig } from "./leydig.ts";

const note = file(
  "plan.note",
  "42-year-old man.\nPlan:\n- Continue testosterone gel 2 pumps daily.\n- See in 6 months.\n",
);

describe("leydig explain", () => {
  it("prints a rule", () => {
    const { status, stdout } = leydig(["explain", "trt-no-hematocrit"]);
    expect(status).toBe(0);
    expect(stdout).toContain("Settled by any of:");
    expect(stdout).toContain("Endocrine Society");
  });

  it("says why at a line: what was found where, what was looked for", () => {
    const { stdout } = leydig(["explain", "--at", `${note}:3`, "trt-no-hematocrit"]);
    expect(stdout).toMatch(/found {6}testosterone in use or being started: line 3 "testosterone gel"/);
    expect(stdout).toMatch(/not found {2}a hematocrit, hemoglobin or blood count/);
  });

  it("says why not", () => {
    const { stdout } = leydig(["explain", "--at", `${note}:3`, "ai-without-estradiol"]);
    expect(stdout).toContain("Not reported: not everything it needs is in the note.");
  });

  it("names what is near an unknown rule, and a line that is not there", () => {
    expect(leydig(["explain", "hematocrit"]).stderr).toContain("trt-no-hematocrit");
    const beyond = leydig(["explain", "--at", `${note}:99`]);
    expect(beyond.status).toBe(2);
    expect(beyond.stderr).toContain("there is no line 99");
  });
});

const rule = (silent: string) => `id: clinic-gel
title: Gel without a word on skin contact
severity: information
kind: absence
when: { medication: { is: [topical-testosterone], as: a gel in use } }
unless: { phrase: { any: [skin contact], assertion: any, as: a word on skin contact } }
message: "{subject}: no word on skin contact is found in this note."
rationale: Clinic policy of 2025.
settledBy: A word on skin contact.
sources: [Clinic policy 2025]
examples:
  reports:
    - { note: "Continue «testosterone gel» daily.", why: in use }
    - { note: "Start «AndroGel» daily.", why: started }
  silent:
    - { note: "Continue testosterone gel daily, skin contact reviewed.", why: reviewed }
    - { note: "Testosterone gel stopped.", why: stopped }
    - { note: "${silent}", why: the last one }
`;

describe("leydig test", () => {
  it("runs the examples of a clinic's own rules", () => {
    file("good/.leydig/rules/gel.yaml", rule("No gel."));
    expect(leydig(["test", `${folder}/good`])).toEqual({ status: 0, stdout: "5 passed, 0 failed\n", stderr: "" });
  });

  it("names the example that does not hold", () => {
    file("wrong/.leydig/rules/gel.yaml", rule("Continue AndroGel daily."));
    const { status, stdout } = leydig(["test", `${folder}/wrong`]);
    expect(status).toBe(1);
    expect(stdout).toContain('clinic-gel: "the last one" expects nothing, found "AndroGel"');
    expect(stdout).toContain("4 passed, 1 failed");
  });

  it("names file and line of a mistake", () => {
    file("broken/.leydig/rules/gel.yaml", rule("No gel.").replace("severity: information", "severity: loud"));
    const { status, stderr } = leydig(["test", `${folder}/broken`]);
    expect(status).toBe(2);
    expect(stderr).toContain(".leydig/rules/gel.yaml:3:");
  });
});

describe("leydig check with a workspace", () => {
  const gel = "Plan:\n- Continue AndroGel daily. CBC, PSA and BP in 3 months.\n- See in 6 months.\n";
  const rules = (stdout: string) =>
    JSON.parse(stdout).files.flatMap(({ findings }: { findings: { rule: string }[] }) =>
      findings.map(({ rule: id }) => id),
    );

  it("uses its rules and levels, and accepts a baseline", () => {
    const cwd = `${folder}/clinic`;
    file("clinic/.leydig/rules/gel.yaml", rule("No gel."));
    file("clinic/visit.note", gel);
    expect(rules(leydig(["check", "--format", "json", "visit.note"], { cwd }).stdout)).toContain("clinic-gel");
    expect(leydig(["check", "--update-baseline", "visit.note"], { cwd }).status).toBe(0);
    expect(rules(leydig(["check", "--format", "json", "visit.note"], { cwd }).stdout)).toEqual([]);
    file("clinic/visit.note", `${gel}- Start anastrozole 1 mg by mouth weekly.\n`);
    expect(rules(leydig(["check", "--format", "json", "visit.note"], { cwd }).stdout)).toContain(
      "ai-without-estradiol",
    );
  });

  it("names a level for a rule that does not exist", () => {
    file("levels/.leydig/config.yaml", "rules: { trt-no-hemtocrit: off }\n");
    file("levels/visit.note", "Feels well.\n");
    const { status, stderr } = leydig(["check", "visit.note"], { cwd: `${folder}/levels` });
    expect(status).toBe(2);
    expect(stderr).toContain('No rule is called "trt-no-hemtocrit"');
  });

  it("writes SARIF", () => {
    const { stdout } = leydig(["check", "--format", "sarif", note]);
    const [run] = JSON.parse(stdout).runs;
    expect(run.tool.driver.name).toBe("Leydig");
    const result = run.results.find(({ ruleId }: { ruleId: string }) => ruleId === "trt-no-hematocrit");
    expect(result.level).toBe("warning");
    expect(run.tool.driver.rules[result.ruleIndex].id).toBe("trt-no-hematocrit");
  });

  it("refuses a profile that does not exist", () => {
    expect(leydig(["check", "--profile", "WHO", note]).stderr).toContain('"WHO" is none of them');
  });
});
