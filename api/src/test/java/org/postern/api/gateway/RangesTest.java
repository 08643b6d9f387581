// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.upnp.UpnpLimits;
import org.postern.api.upnp.UpnpResult;

import java.time.Duration;

/** Every argument out of range has its result, and a sentence that names the range. */
class RangesTest {
    @ParameterizedTest
    @CsvSource({"1,0,0", "65535,65535,604800", "80,1,1"})
    void requestsWithinTheRangesPass(int port, int internal, long seconds) {
        assertDoesNotThrow(() -> request(port, internal, seconds).check());
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,0,INVALID_PORT,1 to 65535",
        "-1,0,0,INVALID_PORT,1 to 65535",
        "65536,0,0,INVALID_PORT,1 to 65535",
        "1,-1,0,INVALID_PORT,to 65535",
        "1,65536,0,INVALID_PORT,to 65535",
        "1,0,-1,INVALID_DURATION,604800",
        "1,0,604801,INVALID_DURATION,604800"
    })
    void requestsOutOfRangeAreRefused(
            int port, int internal, long seconds, UpnpResult result, String range) {
        assertRefused(result, range, () -> request(port, internal, seconds).check());
    }

    @Test
    void aLeaseIsWholeSeconds_andTheSentenceSaysWhatIsNot() {
        assertRefused(
                UpnpResult.INVALID_DURATION,
                "1 s and a fraction is out of range: use whole seconds",
                () -> MappingRequest.tcp(80).lease(Duration.ofMillis(1500)).check());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 120, 86400})
    void leasesOfTheReferencePass(long seconds) {
        assertDoesNotThrow(() -> UpnpLimits.checkLease(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 60, 119, 86401})
    void otherLeasesAreRefused(long seconds) {
        assertRefused(
                UpnpResult.INVALID_DURATION,
                "120 to 86400",
                () -> UpnpLimits.checkLease(Duration.ofSeconds(seconds)));
    }

    @Test
    void searchSettingsHaveRanges() {
        assertDoesNotThrow(() -> UpnpLimits.checkTtl(0));
        assertDoesNotThrow(() -> UpnpLimits.checkTtl(255));
        assertRefused(UpnpResult.INVALID_PARAM, "0 to 255", () -> UpnpLimits.checkTtl(256));
        assertRefused(UpnpResult.INVALID_PARAM, "0 to 255", () -> UpnpLimits.checkTtl(-1));
        assertRefused(UpnpResult.INVALID_PARAM, "65535", () -> UpnpLimits.checkLocalPort(65536));
        assertRefused(UpnpResult.INVALID_PARAM, "65535", () -> UpnpLimits.checkLocalPort(-1));
        assertDoesNotThrow(() -> UpnpLimits.checkTimeout(Duration.ZERO));
        assertRefused(
                UpnpResult.INVALID_PARAM,
                "A negative timeout is out of range: use 0 or more.",
                () -> UpnpLimits.checkTimeout(Duration.ofMillis(-5)));
        assertRefused(
                UpnpResult.INVALID_PARAM,
                "0 or more",
                () -> UpnpLimits.checkTimeout(Duration.ofSeconds(Long.MIN_VALUE)));
    }

    @Test
    void protocolsAreReadInAnyCase() throws GatewayException {
        assertEquals(Protocol.TCP, Protocol.parse("tcp"));
        assertEquals(Protocol.UDP, Protocol.parse(" Udp "));
        assertRefused(UpnpResult.INVALID_PROTOCOL, "TCP or UDP", () -> Protocol.parse("SCTP"));
    }

    @Test
    void interfacesAreFoundByNameAndAddress_andListedOtherwise() throws GatewayException {
        InterfaceChoice byAddress = InterfaceChoice.named("127.0.0.1");
        assertTrue(
                byAddress
                        .networkInterface()
                        .orElseThrow()
                        .inetAddresses()
                        .anyMatch(a -> a.isLoopbackAddress()));
        String name = byAddress.networkInterface().orElseThrow().getName();
        assertTrue(byAddress.covers(InterfaceChoice.named(name).networkInterface().orElseThrow()));
        assertTrue(InterfaceChoice.named("").networkInterface().isEmpty());
        for (String unknown :
                new String[] {
                    "nosuch0", "192.0.2.1", "2001:db8::1", "1.2.3", "a:b", "999.1.1.1", ".:"
                }) {
            assertRefused(
                    UpnpResult.INVALID_PARAM, "use one of", () -> InterfaceChoice.named(unknown));
            assertRefused(UpnpResult.INVALID_PARAM, name, () -> InterfaceChoice.named(unknown));
        }
    }

    private static MappingRequest request(int port, int internal, long seconds) {
        return MappingRequest.tcp(port).internalPort(internal).lease(Duration.ofSeconds(seconds));
    }

    private static void assertRefused(UpnpResult result, String range, Executable call) {
        GatewayException failure = assertThrows(GatewayException.class, call);
        assertEquals(result, UpnpResult.of(failure));
        assertTrue(failure.getMessage().contains(range), failure.getMessage());
    }
}
