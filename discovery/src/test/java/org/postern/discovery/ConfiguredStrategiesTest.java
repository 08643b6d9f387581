// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.discovery.support.FakeDevice.answer;
import static org.postern.discovery.support.Loopback.TARGET;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.discovery.Advertisement;
import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.discovery.Search;
import org.postern.api.discovery.SearchRequest;
import org.postern.discovery.loop.SsdpLoop;
import org.postern.discovery.support.FakeDevice;
import org.postern.discovery.support.Loopback;
import org.postern.discovery.support.Recorder;

import java.net.NetworkInterface;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The strategies that an administrator adds. */
@SuppressWarnings("try") // Searches are held to be closed.
class ConfiguredStrategiesTest {
    private final SsdpLoop loop = new SsdpLoop();
    private final HostResolver resolver = new HostResolver();
    private final Recorder recorder = new Recorder();

    @AfterEach
    void stop() throws Exception {
        loop.stop();
        resolver.stop();
        Loopback.await(() -> !Loopback.threadLives("postern-resolver"), "the resolver ended");
    }

    private static SearchRequest request(boolean ipv6, InterfaceChoice choice) {
        return new SearchRequest(List.of(TARGET), Duration.ofSeconds(2), 2, 0, ipv6, choice);
    }

    private FixedUrlStrategy fixed(String url) {
        return new FixedUrlStrategy(resolver, Map.of("service.pid", "test", "url", url));
    }

    @Test
    void aStrategyIsOnUnlessItIsSwitchedOff_alsoWhereTheSettingIsNeither() {
        assertTrue(EnabledSetting.read(Map.of(), "test"));
        assertTrue(EnabledSetting.read(Map.of("enabled", "TRUE"), "test"));
        assertTrue(EnabledSetting.read(Map.of("enabled", "yes"), "test"));
        assertFalse(EnabledSetting.read(Map.of("enabled", "false"), "test"));
        assertFalse(EnabledSetting.read(Map.of("enabled", false), "test"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:5000/root.xml", "http://localhost/root.xml"})
    void aFixedUrlIsReported(String url) throws Exception {
        FixedUrlStrategy strategy = fixed(url);
        assertEquals("url-" + url, strategy.name());
        for (InterfaceChoice choice : List.of(InterfaceChoice.any(), Loopback.chosen())) {
            try (Search search = strategy.search(request(false, choice), recorder)) {
                Advertisement found = recorder.nextFound();
                assertEquals(URI.create(url), found.location());
                assertEquals(TARGET, found.searchTarget());
                assertEquals("", found.usn());
                assertEquals("127.0.0.1", found.sender().getHostAddress());
            }
        }
    }

    @Test
    void aFixedUrlThatIsNotReachedThatWayIsNotReported() throws Exception {
        Optional<NetworkInterface> other =
                NetworkInterface.networkInterfaces()
                        .filter(each -> !each.getName().equals("lo"))
                        .findFirst();
        SearchRequest ipv6 = request(true, InterfaceChoice.any());
        SearchRequest elsewhere = request(false, new InterfaceChoice(other, Optional.empty()));
        fixed("http://127.0.0.1:5000/").search(ipv6, recorder);
        if (other.isPresent()) {
            fixed("http://127.0.0.1:5000/").search(elsewhere, recorder);
        }
        Loopback.await(() -> !Loopback.threadLives("postern-resolver"), "the reports are done");
        assertEquals(0, recorder.found.size());
        assertEquals(0, recorder.failed.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://192.0.2.1/", "router", "http://", "http://a b/"})
    void aBadUrlDisturbsNothing(String url) {
        SearchRequest request = request(false, InterfaceChoice.any());
        fixed(url).search(request, recorder).close();
        assertEquals(0, recorder.found.size());
        assertEquals(0, recorder.failed.size());
    }

    @Test
    void anUnknownHostIsAFailureThatNamesTheUrl() throws Exception {
        // No name server is asked about an interface that does not exist.
        String url = "http://[fe80::1%gone0]:5000/";
        try (Search search = fixed(url).search(request(true, InterfaceChoice.any()), recorder)) {
            assertTrue(recorder.nextFailed().contains("[fe80::1]:5000"));
        }
    }

    @Test
    void aChosenInterfaceIsSearchedEvenIfOthersLeaveItOut() throws Exception {
        String lo = FakeDevice.loopback().getName();
        try (FakeDevice device = new FakeDevice()) {
            InterfaceStrategy strategy = new InterfaceStrategy(loop, lo, device.port());
            assertEquals("interface-" + lo, strategy.name());
            for (InterfaceChoice choice : List.of(InterfaceChoice.any(), Loopback.chosen())) {
                try (Search search = strategy.search(request(false, choice), recorder)) {
                    FakeDevice.Heard heard = device.next();
                    device.send(answer("http://127.0.0.1:5/x", TARGET, "uuid:1"), heard.from());
                    recorder.awaitUsn("uuid:1");
                }
            }
        }
    }

    @Test
    void anInterfaceThatDoesNotExistIsAFailureThatListsOthers() throws Exception {
        InterfaceStrategy strategy = new InterfaceStrategy(loop, "gone0", 1900);
        try (Search search = strategy.search(request(false, Loopback.chosen()), recorder)) {
            String reason = recorder.nextFailed();
            assertTrue(reason.contains("gone0") && reason.contains("127.0.0.1"), reason);
        }
    }
}
