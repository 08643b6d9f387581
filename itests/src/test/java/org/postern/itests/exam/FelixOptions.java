// SPDX-License-Identifier: Apache-2.0
package org.postern.itests.exam;

import static org.ops4j.pax.exam.Constants.START_LEVEL_SYSTEM_BUNDLES;
import static org.ops4j.pax.exam.Constants.START_LEVEL_TEST_BUNDLE;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.systemPackage;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import org.ops4j.pax.exam.Option;
import org.postern.itests.exam.inside.JupiterInvoker;

import java.util.List;
import java.util.stream.Stream;

/** What the framework is started with. */
final class FelixOptions {

    /** The bundles that Pax Exam and Jupiter need inside. */
    private static final List<String> DRIVER =
            List.of(
                    "org.ops4j.base.lang",
                    "org.ops4j.pax.swissbox.core",
                    "org.ops4j.pax.swissbox.extender",
                    "org.ops4j.pax.swissbox.lifecycle",
                    "org.ops4j.pax.swissbox.tracker",
                    "org.ops4j.pax.exam.extender.service",
                    "junit-platform-commons",
                    "junit-platform-engine",
                    "junit-platform-launcher",
                    "junit-jupiter-api",
                    "junit-jupiter-engine",
                    "org.opentest4j");

    /** The services of OSGi that the distribution brings as well, JLine 4, and health checks. */
    private static final List<String> FELIX =
            List.of(
                    "org.osgi.util.function",
                    "org.osgi.util.promise",
                    "org.osgi.service.component",
                    "org.osgi.service.log",
                    "org.apache.felix.scr",
                    "org.apache.felix.configadmin",
                    "org.apache.felix.metatype",
                    "org.apache.felix.eventadmin",
                    "org.apache.felix.healthcheck.api",
                    "org.apache.felix.healthcheck.generalchecks",
                    "org.apache.felix.gogo.runtime",
                    "org.jline");

    /** What is tested. */
    private static final List<String> POSTERN =
            List.of(
                    "org.postern.api",
                    "org.postern.discovery",
                    "org.postern.gateways",
                    "org.postern.igd.control",
                    "org.postern.pcp.control",
                    "org.postern.port.keeper",
                    "org.postern.doctor",
                    "org.postern.simulator",
                    "org.postern.shell.commands",
                    "org.postern.jmx",
                    "org.postern.web.console");

    private FelixOptions() {}

    static Option[] all() {
        ClassPathBundles classPath = ClassPathBundles.read();
        return Stream.of(
                        Stream.of(
                                cleanCaches(),
                                frameworkStartLevel(START_LEVEL_TEST_BUNDLE),
                                systemPackage("org.slf4j;version=1.7.36"),
                                systemPackage("org.slf4j.helpers;version=1.7.36"),
                                systemProperty("pax.exam.invoker").value(JupiterInvoker.DRIVER),
                                // No test may search a network that it did not choose.
                                systemProperty("org.postern.gateways.searchAtActivation")
                                        .value("false"),
                                // Its doubles; a test starts it for its control protocol.
                                bundle(classPath.url("org.postern.testkit")).noStart(),
                                InvokerBundle.option().startLevel(START_LEVEL_SYSTEM_BUNDLES)),
                        Stream.concat(DRIVER.stream(), FELIX.stream())
                                .map(name -> bundle(classPath.url(name)))
                                .map(option -> option.startLevel(START_LEVEL_SYSTEM_BUNDLES)),
                        POSTERN.stream().map(name -> bundle(classPath.url(name))))
                .flatMap(options -> options)
                .toArray(Option[]::new);
    }
}
