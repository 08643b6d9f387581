// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.postern.itests.exam.ClassPathBundles;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;

/**
 * A Felix framework with our bundles and Felix' web console, on a free port of loopback. It searches
 * nothing until it is told which router there is.
 */
final class WebConsole implements AutoCloseable {
    private static final List<String> BUNDLES =
            List.of(
                    "org.osgi.util.function",
                    "org.osgi.util.promise",
                    "org.osgi.service.component",
                    "org.osgi.service.log",
                    "org.apache.felix.scr",
                    "org.apache.felix.configadmin",
                    "org.apache.felix.metatype",
                    "org.postern.api",
                    "org.postern.discovery",
                    "org.postern.doctor",
                    "org.postern.gateways",
                    "org.postern.igd.control",
                    "org.postern.port.keeper",
                    "org.postern.web.console");

    /** The folder in which the build puts the jars of Felix' web console 4, for javax.servlet. */
    static final String FELIX_4 = "web-console";

    /** Likewise, of version 5, for jakarta.servlet. */
    static final String FELIX_5 = "web-console-5";

    /** Hang guard: it is there within seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** As it comes. */
    private static final String LOGIN =
            Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.UTF_8));

    private final HttpClient http = HttpClient.newHttpClient();
    private final Framework framework;
    private final URI root;
    private final String page;

    private WebConsole(Framework framework) throws Exception {
        this.framework = framework;
        long end = System.nanoTime() + PATIENCE.toNanos();
        String address = "";
        while (address.isEmpty() || send(request(address, "").GET()).statusCode() != 200) {
            if (System.nanoTime() > end) {
                throw new AssertionError("The console never came.");
            }
            TimeUnit.MILLISECONDS.sleep(5);
            address = address(framework.getBundleContext());
        }
        page = address;
        root = URI.create(address).resolve("/system/console/");
    }

    /**
     * Starts one.
     *
     * @param folder empty, for what the framework stores
     * @param console which web console
     * @param router the description of the only router that is known from the start, however many
     *     are in the network; empty to search for none
     */
    static WebConsole start(Path folder, String console, Optional<URI> router) throws Exception {
        Framework framework =
                ServiceLoader.load(FrameworkFactory.class)
                        .findFirst()
                        .orElseThrow()
                        .newFramework(
                                Map.of(
                                        "org.osgi.framework.storage",
                                        folder.resolve("framework").toString(),
                                        "org.postern.port.keeper.state",
                                        folder.resolve("ports").toString(),
                                        "org.osgi.service.http.port",
                                        "0",
                                        "org.apache.felix.http.host",
                                        "127.0.0.1",
                                        // Pax Logging prints all by default.
                                        "org.ops4j.pax.logging.DefaultServiceLog.level",
                                        "WARN",
                                        // The console asks for it.
                                        "org.osgi.framework.system.packages.extra",
                                        "sun.nio.ch",
                                        "org.postern.gateways.searchAtActivation",
                                        String.valueOf(router.isPresent())));
        framework.start();
        ClassPathBundles classPath = ClassPathBundles.read();
        List<Bundle> installed = new ArrayList<>();
        for (String name : BUNDLES) {
            installed.add(framework.getBundleContext().installBundle(classPath.url(name)));
        }
        Path added = Path.of(System.getProperty("postern.root"), "itests/target", console);
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(added)) {
            for (Path jar : jars) {
                installed.add(framework.getBundleContext().installBundle(jar.toUri().toString()));
            }
        }
        boolean configured = router.isEmpty();
        for (Bundle each : installed) {
            if (!configured && each.getSymbolicName().startsWith("org.postern.")) {
                find(framework.getBundleContext(), router.get());
                configured = true;
            }
            each.start();
        }
        return new WebConsole(framework);
    }

    /** The type is no class of ours, hence the filter. */
    private static String address(BundleContext context) throws InvalidSyntaxException {
        ServiceReference<?>[] servers =
                context.getAllServiceReferences(null, "(osgi.http.endpoint=*)");
        return servers != null
                        && servers[0].getProperty("osgi.http.endpoint") instanceof String[] urls
                ? URI.create(urls[0]).resolve("/system/console/configMgr").toString()
                : "";
    }

    /** A page of the console, with its login in it. */
    String url(String path) {
        return root.resolve(path).toString().replace("://", "://admin:admin@");
    }

    /** A page of the console, or a file. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(root.resolve(path).toString(), "").GET());
    }

    /** Sends what a form or a script of some site would have a browser send. */
    HttpResponse<String> send(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send(
                request(root.resolve(path).toString(), "")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .headers(headers)
                        .POST(BodyPublishers.ofString(body)));
    }

    private static void find(BundleContext context, URI description) throws Exception {
        for (String way : List.of("ipv4", "ipv6", "unicast", "announcements")) {
            configure(context, "getConfiguration", "discovery." + way, Map.of("enabled", false));
        }
        configure(
                context,
                "createFactoryConfiguration",
                "discovery.url",
                Map.of("url", description.toString()));
        configure(context, "getConfiguration", "gateways.search", Map.of("networkInterface", "lo"));
    }

    /** The types are those of the framework's bundles, hence by reflection. */
    private static void configure(
            BundleContext context, String method, String pid, Map<String, Object> values)
            throws ReflectiveOperationException, InvalidSyntaxException {
        ServiceReference<?>[] references =
                context.getAllServiceReferences("org.osgi.service.cm.ConfigurationAdmin", null);
        Object admin = context.getService(references[0]);
        Class<?> type = type(admin, "org.osgi.service.cm.ConfigurationAdmin");
        Object configuration =
                type.getMethod(method, String.class, String.class)
                        .invoke(admin, "org.postern." + pid, null);
        type(configuration, "org.osgi.service.cm.Configuration")
                .getMethod("update", Dictionary.class)
                .invoke(configuration, new Hashtable<>(values));
    }

    private static Class<?> type(Object service, String name) throws ClassNotFoundException {
        return service.getClass().getClassLoader().loadClass(name);
    }

    /** The page that lists all configurations. */
    String list() throws IOException, InterruptedException {
        return send(request(page, "").GET()).body();
    }

    /** What the page asks for to show a form, as JSON. */
    String form(String pid) throws IOException, InterruptedException {
        return post(pid, "").body();
    }

    /** What the form sends when it is filled in. */
    HttpResponse<String> post(String pid, String values) throws IOException, InterruptedException {
        return send(
                request(page, "/" + pid)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Referer", page)
                        .POST(BodyPublishers.ofString(values)));
    }

    @Override
    public void close() throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpRequest.Builder request(String page, String path) {
        return HttpRequest.newBuilder(URI.create(page + path))
                .header("Authorization", "Basic " + LOGIN)
                .timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
