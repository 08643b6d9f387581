// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Administrators see and set everything in Felix' web console, which reads Metatype. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebConsoleIT {
    private static final Pattern LISTED =
            Pattern.compile("\"id\":\"(org\\.postern\\.[^\"]+)\",\"name\":\"Postern: ");

    private WebConsole console;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        console = WebConsole.start(folder, WebConsole.FELIX_4, Optional.empty());
    }

    @AfterAll
    void stop() throws Exception {
        console.close();
    }

    @Test
    void allThatCanBeSetIsListed() throws Exception {
        Matcher listed = LISTED.matcher(console.list());

        assertEquals(
                List.of(
                        "org.postern.discovery.announcements",
                        "org.postern.discovery.interface",
                        "org.postern.discovery.ipv4",
                        "org.postern.discovery.ipv6",
                        "org.postern.discovery.unicast",
                        "org.postern.discovery.url",
                        "org.postern.doctor.reach",
                        "org.postern.gateways.search",
                        "org.postern.port.keeper",
                        "org.postern.port.keeper.port"),
                listed.results()
                        .map(each -> each.group(1))
                        .filter(id -> id.matches("[a-z.0-9]+"))
                        .sorted()
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "gateways.search, timeoutMillis, Timeout (ms), 5000, Range: 0 to 600000 ms. Default:"
                + " 5000 ms.",
        "gateways.search, ipv6, IPv6, false, Default: false.",
        "port.keeper, verifySeconds, Look every (s), 300, Range: 10 to 86400 s. Default: 300 s.",
        "discovery.unicast, enabled, Enabled, true, Default: true."
    })
    void aFormShowsNameValueAndRange(
            String pid, String key, String name, String value, String ending) throws Exception {
        String field = field(console.form("org.postern." + pid), key);

        assertTrue(field.contains("\"name\":\"" + name + "\""), field);
        assertTrue(field.contains("\"value\":\"" + value + "\""), field);
        assertTrue(field.contains(ending), field);
    }

    @Test
    void aFormThatIsFilledInIsAPort() throws Exception {
        HttpResponse<String> answer =
                console.post(
                        "new",
                        "apply=true&action=ajaxConfigManager"
                                + "&factoryPid=org.postern.port.keeper.port"
                                + "&propertylist=protocol,externalPort,leaseSeconds"
                                + "&protocol=TCP&externalPort=25565&leaseSeconds=600");

        assertEquals(302, answer.statusCode());
        String location = answer.headers().firstValue("Location").orElseThrow();
        String form = console.form(location.substring(location.lastIndexOf('/') + 1));
        assertTrue(field(form, "externalPort").contains("\"value\":25565"), form);
        assertTrue(field(form, "leaseSeconds").contains("\"value\":600"), form);
    }

    private static String field(String form, String key) {
        Matcher field = Pattern.compile("\"" + key + "\":\\{([^}]*)}").matcher(form);
        assertTrue(field.find(), form);
        return field.group(1);
    }
}
