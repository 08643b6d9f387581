// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.LinkProperties;
import org.postern.api.gateway.WanStatus;
import org.postern.api.upnp.UpnpResult;
import org.postern.igd.control.calls.ConnectionStatus;
import org.postern.igd.control.soap.Reply;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

class WanActionsTest {
    @ParameterizedTest
    @CsvSource({
        "Connected, true", "connected, true", "Up, true", "UP, true",
        "Connecting, false", "Disconnected, false", "Unconfigured, false", "'', false"
    })
    void connected_isWhatTheRouterCallsSo(String word, boolean connected) {
        Reply.Done done = new Reply.Done(Map.of("NewConnectionStatus", word));

        assertEquals(connected, ConnectionStatus.isConnected(done));
        assertEquals(word, WanActions.statusWord(done));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "86400, 86400", "4294967295, 4294967295"})
    void uptime_isInSeconds(String text, long seconds) {
        assertEquals(Optional.of(Duration.ofSeconds(seconds)), uptime(text));
    }

    /** Quirk A32. */
    @ParameterizedTest
    @CsvSource({"'0 Days, 16:45:17'", "''", "-1", "9999999999999999999999"})
    void uptimeThatIsNoNumber_isNotTold(String text) {
        assertEquals(Optional.empty(), uptime(text));
    }

    @Test
    void status_isReadWhole() {
        Reply.Done status =
                new Reply.Done(
                        Map.of(
                                "NewConnectionStatus", "Disconnected",
                                "NewLastConnectionError", "ERROR_ISP_DISCONNECT\u001b"));
        Reply.Done type = new Reply.Done(Map.of("NewConnectionType", "IP_Routed"));

        assertEquals(
                new WanStatus(
                        false,
                        "Disconnected",
                        "ERROR_ISP_DISCONNECT",
                        Optional.empty(),
                        "IP_Routed"),
                WanActions.wanStatus(status, Optional.of(type)));
        assertEquals("", WanActions.wanStatus(status, Optional.empty()).connectionType());
    }

    @Test
    void link_isReadWhole_andUnknownRatesAreZero() {
        Reply.Done done =
                new Reply.Done(
                        Map.of(
                                "NewWANAccessType", "DSL",
                                "NewLayer1UpstreamMaxBitRate", "40000000",
                                "NewLayer1DownstreamMaxBitRate", "fast",
                                "NewPhysicalLinkStatus", "Up"));

        assertEquals(new LinkProperties("DSL", 40_000_000, 0, "Up"), WanActions.link(done));
        assertEquals(new LinkProperties("", 0, 0, ""), WanActions.link(new Reply.Done(Map.of())));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "4294967294, 4294967294",
        "4294967296, 4294967296",
        // Beyond 32 bits: some routers count further than the standard's ui4.
        "5000000000, 5000000000",
        // Quirk A33: the 32 bits printed with a sign.
        "-2, 4294967294",
        "-2147483648, 2147483648",
    })
    void counter_isNeverNegative(String text, long value) {
        assertEquals(OptionalLong.of(value), counter(text));
    }

    @ParameterizedTest
    @CsvSource({"''", "many", "1.5", "99999999999999999999", "4294967295", "-1"})
    void counterThatIsNoNumberOrStuck_isNotTold(String text) {
        assertEquals(OptionalLong.empty(), counter(text));
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.7", "10.0.0.2", "100.64.0.1"})
    void externalAddress_mayBePrivate(String address) throws GatewayException {
        assertEquals(address, WanActions.externalAddress("R", external(address)).getHostAddress());
    }

    /** Quirk A30. */
    @ParameterizedTest
    @CsvSource({"''", "0.0.0.0", "127.0.0.1", "255.255.255.255", "::"})
    void noExternalAddress_meansThatTheLineIsDown(String text) {
        assertFailure(UpnpResult.ACTION_FAILED, "has no external address now", text);
    }

    @ParameterizedTest
    @CsvSource({"potato", "999.1.1.1", "router.lan", "203.0.113.7/24", "(null)"})
    void externalAddressThatIsNone_isAnInvalidResponse(String text) {
        assertFailure(UpnpResult.INVALID_RESPONSE, "gave '" + text + "'", text);
    }

    @Test
    void bytesThatAreNoText_areNoAddress() {
        assertFailure(
                UpnpResult.ACTION_FAILED,
                "has no external address now",
                "schemas.upnp.org\u00b7i\u00ff");
    }

    @Test
    void wideCounters_haveMoreThan32Bits() {
        Reply.Done done = new Reply.Done(Map.of("NewX_AVM_DE_TotalBytesSent64", "98765432109"));

        assertEquals(OptionalLong.of(98_765_432_109L), WanActions.wideCounterValue("Sent", done));
        assertEquals(OptionalLong.empty(), WanActions.wideCounterValue("Received", done));
    }

    private static void assertFailure(UpnpResult result, String words, String text) {
        GatewayException failure =
                assertThrows(
                        GatewayException.class,
                        () -> WanActions.externalAddress("Home router", external(text)));
        assertEquals(result, UpnpResult.of(failure));
        assertTrue(String.valueOf(failure.getMessage()).startsWith("Home router " + words));
    }

    private static Reply.Done external(String text) {
        return new Reply.Done(Map.of("NewExternalIPAddress", text));
    }

    private static Optional<Duration> uptime(String text) {
        return WanActions.wanStatus(new Reply.Done(Map.of("NewUptime", text)), Optional.empty())
                .uptime();
    }

    private static OptionalLong counter(String text) {
        return WanActions.counterValue(
                "BytesSent", new Reply.Done(Map.of("NewTotalBytesSent", text)));
    }
}
