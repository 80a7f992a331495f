module com.example.collections {
  requires dev.mora.core;
  requires dev.mora.segmentation;
  requires dev.mora.outreach;
  requires dev.mora.whatsapp;

  opens com.example.collections to
      dev.mora.core;
}
