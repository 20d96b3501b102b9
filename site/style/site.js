// Pages work without this. It says that scripts run, and starts nhsuk-frontend's components (the header's menu), and on
// a page of changes the keys.
import { initAll } from "./nhsuk-frontend.min.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();
if (document.querySelector(".policy-diff__choice"))
  import("./diff.js");
