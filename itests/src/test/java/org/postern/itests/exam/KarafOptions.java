// SPDX-License-Identifier: Apache-2.0
package org.postern.itests.exam;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.doNotModifyLogConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.replaceConfigurationFile;

import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.karaf.options.KarafExamSystemConfigurationOption;
import org.ops4j.pax.exam.karaf.options.libraries.OverrideJUnitBundlesOption;
import org.ops4j.pax.exam.options.extra.VMOption;
import org.postern.itests.exam.inside.JupiterInvoker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What Karaf is started with. */
final class KarafOptions {

    /** The bundles that Jupiter needs inside; Pax Exam brings its own as a feature. */
    private static final List<String> JUPITER =
            List.of(
                    "junit-platform-commons",
                    "junit-platform-engine",
                    "junit-platform-launcher",
                    "junit-jupiter-api",
                    "junit-jupiter-engine",
                    "org.opentest4j");

    private static final Path ROOT = Path.of(System.getProperty("postern.root")).normalize();

    /** All that the features name, and nothing else. */
    private static final Path POSTERN = ROOT.resolve("karaf-feature/target/kar/repository");

    private static final String VERSION = System.getProperty("postern.version");

    private static final Path ARCHIVE =
            ROOT.resolve("karaf-feature/target/postern-" + VERSION + ".kar");

    private static final Path EXAMPLE =
            ROOT.resolve("examples/bundle/target/org.postern.examples.bundle-" + VERSION + ".jar");

    private KarafOptions() {}

    /** Karaf as it is unpacked. */
    static Option[] all() {
        return with(onLoopbackAlone());
    }

    /** Karaf as openHAB sets it up: on Equinox, with a folder for add-ons, and a port for HTTP. */
    static Option[] likeOpenhab() {
        String httpPort = Integer.toString(freePort());
        String udn = "uuid:" + UUID.randomUUID();
        return with(
                Stream.of(
                        editConfigurationFilePut(
                                "etc/config.properties", "karaf.framework", "equinox"),
                        editConfigurationFilePut(
                                "etc/org.apache.felix.fileinstall-deploy.cfg",
                                "felix.fileinstall.dir",
                                "${karaf.base}/addons"),
                        // The folder is not watched unless it is there at the start.
                        replaceConfigurationFile(
                                "addons/README", ROOT.resolve("README.md").toFile()),
                        systemProperty("org.osgi.service.http.port").value(httpPort),
                        editConfigurationFilePut(
                                "etc/org.ops4j.pax.web.cfg",
                                "org.osgi.service.http.port",
                                httpPort),
                        // No port may be kept on the router of another run of the tests.
                        systemProperty("postern.udn").value(udn),
                        editConfigurationFilePut(
                                "etc/org.postern.port.keeper.cfg", "preferredGateway", udn),
                        editConfigurationFilePut(
                                "etc/org.postern.gateways.search.cfg", "networkInterface", "lo"),
                        editConfigurationFilePut(
                                "etc/org.postern.discovery.interface-lo.cfg",
                                "interfaceName",
                                "lo")));
    }

    private static Option[] with(Stream<Option> configuration) {
        ClassPathBundles classPath = ClassPathBundles.read();
        return Stream.of(
                        Stream.of(
                                distribution(),
                                configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
                                doNotModifyLogConfiguration(),
                                systemProperty("postern.guide")
                                        .value(ROOT.resolve("docs/karaf.md").toString()),
                                systemProperty("postern.version").value(VERSION),
                                systemProperty("postern.archive").value(ARCHIVE.toString()),
                                systemProperty("postern.example").value(EXAMPLE.toString()),
                                new KarafExamSystemConfigurationOption(JupiterInvoker.DRIVER),
                                // Instead of JUnit 4.
                                new OverrideJUnitBundlesOption(),
                                InvokerBundle.option()),
                        vmOptions(),
                        coverage(),
                        offline(),
                        configuration,
                        JUPITER.stream().map(name -> bundle(classPath.url(name))))
                .flatMap(options -> options)
                .toArray(Option[]::new);
    }

    private static Option distribution() {
        return karafDistributionConfiguration()
                .frameworkUrl(Path.of(System.getProperty("postern.karaf")).toUri().toString())
                .name("Apache Karaf")
                .unpackDirectory(ROOT.resolve("itests/target/karaf").toFile());
    }

    /** Those of {@code bin/karaf} without which it does not start on Java 17. */
    private static Stream<Option> vmOptions() {
        return Stream.of(
                        "--add-reads=java.xml=java.logging",
                        "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
                        "--patch-module=java.base=lib/endorsed/org.apache.karaf.specs.locator-"
                                + System.getProperty("postern.karaf.version")
                                + ".jar",
                        "--patch-module=java.xml=lib/endorsed/org.apache.karaf.specs.java.xml-"
                                + System.getProperty("postern.karaf.version")
                                + ".jar",
                        "--add-opens=java.base/java.security=ALL-UNNAMED",
                        "--add-opens=java.base/java.net=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.naming/javax.naming.spi=ALL-UNNAMED",
                        "--add-opens=java.rmi/sun.rmi.transport.tcp=ALL-UNNAMED",
                        "--add-exports=java.base/sun.net.www.protocol.file=ALL-UNNAMED",
                        "--add-exports=java.base/sun.net.www.protocol.http=ALL-UNNAMED",
                        "--add-exports=java.base/sun.net.www.protocol.jar=ALL-UNNAMED",
                        "--add-exports=jdk.naming.rmi/com.sun.jndi.url.rmi=ALL-UNNAMED")
                .map(VMOption::new);
    }

    /** The agent of this process, where it has one: what runs in Karaf belongs in the report, too. */
    private static Stream<Option> coverage() {
        return Stream.of(System.getProperty("postern.agent", ""))
                .filter(agent -> agent.startsWith("-javaagent:"))
                .map(VMOption::new);
    }

    /**
     * Karaf's local repository has Postern alone; Pax Exam's bundles come from that of this build,
     * which may have an older Postern and is asked last; there is no remote one.
     */
    private static Stream<Option> offline() {
        String file = "etc/org.ops4j.pax.url.mvn.cfg";
        String build = Path.of(System.getProperty("postern.repository")).toUri().toString();
        return Stream.of(
                editConfigurationFilePut(
                        file, "org.ops4j.pax.url.mvn.localRepository", POSTERN.toString()),
                editConfigurationFilePut(file, "org.ops4j.pax.url.mvn.repositories", ""),
                editConfigurationFilePut(
                        file,
                        "org.ops4j.pax.url.mvn.defaultRepositories",
                        POSTERN.toUri()
                                + "@id=postern@snapshots,"
                                + "${karaf.home.uri}${karaf.default.repository}@id=system.repository@snapshots,"
                                + build
                                + "@id=build"));
    }

    /**
     * No test may search a network that it did not choose. And the keeper must never find the router
     * of another run of the tests on this machine, so at first nothing is found but one URL.
     */
    private static Stream<Option> onLoopbackAlone() {
        return Stream.of(
                editConfigurationFilePut(
                        "etc/org.postern.gateways.search.cfg", "networkInterface", "lo"),
                editConfigurationFilePut("etc/org.postern.discovery.ipv4.cfg", "enabled", "false"),
                editConfigurationFilePut(
                        "etc/org.postern.discovery.announcements.cfg", "enabled", "false"),
                editConfigurationFilePut(
                        "etc/org.postern.discovery.url-router.cfg",
                        "url",
                        "http://127.0.0.1:" + freePort() + "/rootDesc.xml"));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
