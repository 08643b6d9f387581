// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.description;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.postern.api.upnp.DeviceDescription;
import org.postern.api.upnp.Inspection;
import org.postern.api.upnp.ServiceDescription;
import org.postern.igd.control.Corpus;
import org.postern.igd.control.internal.address.AddressLiteral;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads what real devices sent, where the collection lies beside the project. */
class DescriptionCorpusTest {
    @Test
    void everyDescriptionIsReadAsExpected() throws IOException {
        Corpus.check("description", documents(), DescriptionCorpusTest::mismatch);
    }

    /**
     * Safety rules out the plain reading where a WAN service is said to be at another host. That is
     * said case by case. Where the location was only assumed, the document is also read as if it
     * came from the host it names.
     */
    @Test
    void controlUrlsOfAnotherHost_areNeverTakenAsTheyStand() throws IOException {
        for (Path document : documents()) {
            JsonNode expected = Corpus.expected(document);
            URI base = URI.create(expected.path("base").asText());
            for (JsonNode service : expected.path("wanServices")) {
                String plain = text(service, "controlURL");
                if (!plain.isEmpty() && !URI.create(plain).getHost().equals(base.getHost())) {
                    assertSafe(document, expected, base, URI.create(plain));
                }
            }
        }
    }

    private static void assertSafe(Path document, JsonNode expected, URI base, URI plain)
            throws IOException {
        List<URI> asked = controlUrls(document, base);
        System.out.printf(
                "description corpus: %s: %s is not asked, but %s%n",
                document.getFileName(), plain, asked.isEmpty() ? "nothing" : asked);
        assertTrue(asked.stream().allMatch(url -> url.getHost().equals(base.getHost())));
        if (!expected.path("baseKnown").asBoolean(true)) {
            assertTrue(controlUrls(document, plain).contains(plain), plain.toString());
        }
    }

    @Test
    void alternativesAreAmongTheReadings() throws IOException {
        for (Path document : documents()) {
            JsonNode expected = Corpus.expected(document);
            List<URI> asked = new ArrayList<>();
            if (expected.has("alternateControlURLs")) {
                asked.addAll(controlUrls(document, URI.create(expected.path("base").asText())));
            }
            for (JsonNode alternative : expected.path("alternateControlURLs")) {
                assertTrue(asked.contains(URI.create(alternative.asText())), document.toString());
            }
        }
    }

    /** Of all readings, the likeliest first. */
    private static List<URI> controlUrls(Path document, URI location) throws IOException {
        return DescriptionReader.readings(Files.readAllBytes(document), location, peer(location))
                .stream()
                .flatMap(reading -> WanServices.usable(reading).stream())
                .flatMap(service -> service.controlUrl().stream())
                .toList();
    }

    private static List<Path> documents() throws IOException {
        return Corpus.files("description", ".xml");
    }

    private static Optional<String> mismatch(Path document) throws IOException {
        JsonNode expected = Corpus.expected(document);
        URI base = URI.create(expected.path("base").asText());
        boolean readable = !expected.path("outcome").asText().equals("reject");
        DeviceDescription root;
        try {
            root = DescriptionReader.read(Files.readAllBytes(document), base, peer(base));
        } catch (IOException e) {
            return readable ? Optional.of(e.getMessage()) : Optional.empty();
        }
        return readable ? difference(expected, base, root) : Optional.of("was not refused");
    }

    private static Peer peer(URI base) throws IOException {
        InetAddress address = AddressLiteral.parse(base.getHost()).orElseThrow();
        return Peer.of(base, address);
    }

    private static Optional<String> difference(
            JsonNode expected, URI base, DeviceDescription root) {
        Inspection inspection = WanServices.inspect(root);
        List<String> named = names(expected).toList();
        if (!named.contains(root.friendlyName())) {
            return Optional.of("friendlyName '" + root.friendlyName() + "', not one of " + named);
        }
        List<String> facts =
                List.of(
                        root.deviceType(),
                        root.udn(),
                        Long.toString(root.tree().count()),
                        Long.toString(root.allServices().count()));
        List<String> wanted =
                List.of(
                        text(expected, "deviceType"),
                        text(expected, "UDN"),
                        text(expected, "deviceCount"),
                        text(expected, "serviceCount"));
        if (!facts.equals(wanted)) {
            return Optional.of(facts + ", not " + wanted);
        }
        return services(expected.path("wanServices"), base, inspection.wanServices());
    }

    private static Stream<String> names(JsonNode expected) {
        JsonNode several = expected.path("friendlyNameAnyOf");
        return Stream.concat(
                        Stream.of(text(expected, "friendlyName")),
                        StreamSupport.stream(several.spliterator(), false).map(JsonNode::asText))
                .map(DeviceText::clean);
    }

    private static Optional<String> services(
            JsonNode expected, URI base, List<ServiceDescription> read) {
        if (expected.size() != read.size()) {
            return Optional.of(read.size() + " WAN services, not " + expected.size());
        }
        for (int i = 0; i < read.size(); i++) {
            JsonNode wanted = expected.get(i);
            ServiceDescription service = read.get(i);
            if (!service.serviceType().equals(text(wanted, "serviceType"))
                    || !service.serviceId().equals(text(wanted, "serviceId"))
                    || !sameUrl(service.controlUrl(), text(wanted, "controlURL"), base)
                    || !sameUrl(service.eventSubUrl(), text(wanted, "eventSubURL"), base)
                    || !sameUrl(service.scpdUrl(), text(wanted, "SCPDURL"), base)) {
                return Optional.of(service + ", not " + wanted);
            }
        }
        return Optional.empty();
    }

    /** Safety wins over the plain reading: what leads to another host is not asked. */
    private static boolean sameUrl(Optional<URI> read, String wanted, URI base) {
        if (!wanted.isEmpty() && !URI.create(wanted).getHost().equals(base.getHost())) {
            return read.stream().allMatch(url -> url.getHost().equals(base.getHost()));
        }
        return read.map(URI::toString).orElse("").equals(wanted);
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).isNull() ? "" : node.path(name).asText("");
    }
}
