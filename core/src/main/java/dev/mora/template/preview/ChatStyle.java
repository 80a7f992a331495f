package dev.mora.template.preview;

/** How the page looks, in light and dark. Nothing is loaded from elsewhere. */
final class ChatStyle {

  static final String CSS =
      """
      :root{--ground:#f0f2f5;--ink:#111b21;--soft:#667781;--wall:#efeae2;--dots:#e3dcd0;\
      --bubble:#fff;--line:#e9edef;--action:#0a7cba;--media:#dfe5e7;--lock:#24333b;\
      --bar:#f0f2f5;--code:#f0f2f5;color-scheme:light dark}
      @media(prefers-color-scheme:dark){:root{--ground:#111b21;--ink:#e9edef;--soft:#8696a0;\
      --wall:#0b141a;--dots:#141f26;--bubble:#202c33;--line:#2f3b43;--action:#53bdeb;\
      --media:#2a3942;--lock:#1a2530;--bar:#202c33;--code:#111b21}}
      *{box-sizing:border-box}
      body{margin:0;padding:20px;background:var(--ground);color:var(--ink);\
      font:15px/1.4 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
      h1{font-size:20px;margin:0 0 16px}
      main{display:grid;gap:24px;grid-template-columns:repeat(auto-fill,minmax(330px,1fr));\
      align-items:start}
      figure{margin:0;max-width:420px}
      figcaption{color:var(--soft);font-size:12px;margin:8px 4px 0;overflow-wrap:anywhere}
      .lock{background:var(--lock);color:#fff;border-radius:14px;padding:10px 14px;\
      margin:0 0 10px;font-size:13px}
      .lock small{display:flex;justify-content:space-between;opacity:.7}
      .lock b{display:block}.lock .more{opacity:.45}
      .phone{border-radius:14px;overflow:hidden;border:1px solid var(--line)}
      .bar{background:var(--bar);padding:10px 14px;display:flex;gap:10px;align-items:center;\
      font-weight:600}
      .face{width:34px;height:34px;border-radius:50%;background:#00a884;color:#fff;\
      display:grid;place-items:center;flex:none}
      .wall{background:radial-gradient(var(--dots) 1.5px,transparent 1.6px) 0 0/18px 18px,\
      var(--wall);padding:16px 34px 16px 12px}
      .bubble{background:var(--bubble);border-radius:0 8px 8px 8px;padding:6px 9px 6px;\
      box-shadow:0 1px .5px rgba(11,20,26,.13);position:relative}
      .bubble:before{content:"";position:absolute;left:-8px;top:0;border-top:8px solid \
      var(--bubble);border-left:8px solid transparent}
      .head{font-weight:600;margin:2px 0 4px;overflow-wrap:anywhere}
      .text{white-space:pre-wrap;overflow-wrap:anywhere;margin:0}
      .text code{font:13px/1.4 ui-monospace,Menlo,Consolas,monospace;background:var(--code);\
      border-radius:3px;padding:0 2px}
      .foot{color:var(--soft);font-size:13px;margin:5px 0 0;overflow-wrap:anywhere}
      .time{color:var(--soft);font-size:11px;text-align:right;margin:1px 0 0}
      .media{background:var(--media);border-radius:6px;margin:0 0 6px;min-height:150px;\
      display:grid;place-items:center;text-align:center;color:var(--soft);padding:10px}
      .media svg,.button svg{width:18px;height:18px;fill:none;stroke:currentColor;\
      stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round;vertical-align:-4px}
      .media svg{width:44px;height:44px}
      .file{min-height:0;display:flex;gap:12px;text-align:left;align-items:center;\
      place-items:initial;color:var(--ink);overflow-wrap:anywhere}
      .file svg{width:30px;height:30px;flex:none}
      .media b,.media small{display:block}
      .buttons{margin:6px -9px -6px}
      .button{border-top:1px solid var(--line);padding:9px;text-align:center;\
      color:var(--action);overflow-wrap:anywhere}
      .button svg{margin-right:6px}
      details summary{list-style:none;cursor:pointer}
      details summary::-webkit-details-marker{display:none}
      .sheet{background:var(--bar);margin:0}
      .goes{color:var(--soft);font-size:11px;display:block;overflow-wrap:anywhere}
      .sms .wall,.mail .wall{background:var(--ground)}
      .sms .bubble{background:var(--media);border-radius:16px;padding:9px 13px}
      .sms .bubble:before,.mail .bubble:before{display:none}
      .sms mark{background:none;color:inherit}
      .sms mark:nth-of-type(even){background:rgba(10,124,186,.16)}
      .mail .wall{padding:0}
      .mail .subject{padding:12px 14px;border-bottom:1px solid var(--line);font-weight:600}
      .mail iframe{border:0;width:100%;height:340px;background:#fff;display:block}
      """;

  static final String REPLY = icon("M9 7 4 12l5 5M4 12h10a6 6 0 0 1 6 6");
  static final String OPEN = icon("M9 5h-4v14h14v-4M13 4h7v7M20 4l-9 9");
  static final String CALL =
      icon(
          "M6 4h3l2 5-2.500 1.500a11 11 0 0 0 5 5L15 13l5 2v3a2 2 0 0 1-2 2A15 15 0 0 1 4 6a2 2 0 0"
              + " 1 2-2");
  static final String COPY = icon("M9 9h10v11H9zM5 15V4h10");
  static final String LIST = icon("M4 7h16M4 12h16M4 17h16");
  static final String PICTURE = icon("M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.500 9h.01");
  static final String FILM = icon("M4 5h16v14H4zM10 9l5 3-5 3z");
  static final String FILE = icon("M6 3h8l4 4v14H6zM14 3v4h4M9 13h6M9 17h6");
  static final String PIN =
      icon(
          "M12 21s7-6.200 7-11a7 7 0 0 0-14 0c0 4.800 7 11 7 11zM12 12.500a2.500 2.500 0 1 0 0-5"
              + " 2.500 2.500 0 0 0 0 5z");

  private ChatStyle() {}

  private static String icon(String path) {
    return "<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"" + path + "\"/></svg>";
  }
}
