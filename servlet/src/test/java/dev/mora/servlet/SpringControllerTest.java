package dev.mora.servlet;

import dev.mora.whatsapp.WebhookReceiver;
import jakarta.servlet.ServletContext;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.DelegatingWebMvcConfiguration;

/** The controller of docs/webhooks.md, behind Spring's own dispatcher. */
class SpringControllerTest extends WebhookContract {

  @Override
  void mount(WebhookReceiver receiver, ServletContext context) {
    AnnotationConfigWebApplicationContext beans = new AnnotationConfigWebApplicationContext();
    beans.register(DelegatingWebMvcConfiguration.class, WhatsAppHook.class);
    beans.addBeanFactoryPostProcessor(made -> made.registerSingleton("receiver", receiver));
    context.addServlet("spring", new DispatcherServlet(beans)).addMapping("/");
  }
}
