/** Words for routes and body sites, single tokens, folded. */

export const ROUTES: Readonly<Record<string, string>> = {
  intramuscular: "intramuscular intramuscularly im",
  subcutaneous: "subcutaneous subcutaneously sc sq subq subcut subcu subcutaneuosly subcutaneously",
  oral: "po oral orally mouth",
  transdermal: "transdermal transdermally topical topically td-route",
  nasal: "nasal nasally intranasal intranasally nostril nostrils",
  buccal: "buccal buccally",
  implant: "implanted implantation",
  intravenous: "iv intravenous intravenously ivp ivpb",
  sublingual: "sublingual sublingually sl",
  rectal: "rectum rectal rectally",
  vaginal: "vagina vaginal vaginally intravaginal intravaginally",
  inhaled: "inhaled nebulized nebulised",
  ophthalmic: "ophthalmic",
  otic: "otic",
  other: "intrathecal intradermal intradermally intraarticular intravesical intraperitoneal intralesional",
};

export const SITES =
  "glute glutes gluteal gluteus buttock buttocks deltoid deltoids delt delts abdomen abdominal stomach belly thigh thighs quad quads vastus lateralis " +
  "ventrogluteal vg dorsogluteal arm arms shoulder shoulders axilla axillae underarm underarms armpit armpits hip hips skin face scalp eye eyes ear ears " +
  "nostril nostrils flank scrotum leg legs knee knees foot feet hand hands gum gums cheek tongue ou os nose back chest neck";
