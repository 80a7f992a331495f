package dev.mora.report;

/** How the page looks, on a screen and on paper. */
final class Style {

  static final String COLOUR = "#2f6f6b";
  static final String QUIET = "#8a9a9e";
  static final String WARNING = "#b4532a";

  static final String CSS =
      """
      :root{--ink:#1d2b2e;--soft:#5d6d70;--line:#dde5e4;--paper:#fff;--ground:#f3f6f5}
      *{box-sizing:border-box}
      body{margin:0;background:var(--ground);color:var(--ink);\
      font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
      main{max-width:900px;margin:0 auto;padding:24px 16px 48px}
      h1{font-size:26px;margin:0 0 4px}h2{font-size:18px;margin:0 0 12px}
      header p,footer{color:var(--soft);font-size:13px;margin:0}
      section,header{background:var(--paper);border:1px solid var(--line);border-radius:10px;\
      padding:20px;margin:0 0 16px}
      .cards{list-style:none;display:flex;flex-wrap:wrap;gap:12px;padding:0;margin:16px 0 0}
      .cards li{flex:1 1 120px;border:1px solid var(--line);border-radius:8px;padding:10px 14px}
      .cards b{display:block;font-size:24px}.cards span{color:var(--soft);font-size:13px}
      .bars{width:100%;height:auto;display:block}
      .bars text{font-size:13px;fill:var(--ink)}.bars .figure{fill:var(--soft)}
      table{border-collapse:collapse;width:100%;margin-top:14px;font-size:14px}
      th,td{text-align:left;padding:6px 8px;border-bottom:1px solid var(--line);vertical-align:top}
      th{color:var(--soft);font-weight:600}
      .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
      .phone{background:#e8e1d8;border-radius:10px;padding:18px;display:grid;gap:18px;\
      grid-template-columns:repeat(auto-fill,minmax(250px,1fr));align-items:start}
      figure{margin:0}
      .bubble{background:#fff;border-radius:0 10px 10px 10px;padding:9px 12px;\
      box-shadow:0 1px 1px rgba(0,0,0,.14)}
      .bubble p{margin:0;white-space:pre-line}.bubble small{color:var(--soft)}
      .bubble strong{display:block;margin-bottom:4px}
      .button{display:block;background:#fff;border-radius:8px;margin-top:4px;padding:7px;\
      text-align:center;color:#0a6ebd;box-shadow:0 1px 1px rgba(0,0,0,.14)}
      figcaption{color:var(--soft);font-size:12px;margin-top:6px}
      .faults{margin:0;padding-left:18px;font-size:13px;color:var(--soft)}
      @media screen and (max-width:640px){section{overflow-x:auto;padding:14px}\
      th,td{padding:6px 5px}}
      @media print{body{background:#fff}section,header{break-inside:avoid}}
      """;

  private Style() {}
}
