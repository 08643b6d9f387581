// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.LinkProperties;
import org.postern.api.gateway.Reason;
import org.postern.api.gateway.WanStatus;
import org.postern.igd.control.calls.ConnectionStatus;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.calls.MappingCodec;
import org.postern.igd.control.description.DeviceText;
import org.postern.igd.control.internal.address.AddressClass;
import org.postern.igd.control.internal.address.AddressLiteral;
import org.postern.igd.control.soap.Action;
import org.postern.igd.control.soap.Reply;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** The reading actions of the WAN services and what their answers mean. */
public final class WanActions {
    /** WANIPConnection:1 section 2.4.18. */
    public static final Action EXTERNAL_ADDRESS = Action.of("GetExternalIPAddress");

    /** Of AVM, beside the standard's actions of WANIPConnection. */
    public static final Action EXTERNAL_IPV6_ADDRESS = Action.of("X_AVM_DE_GetExternalIPv6Address");

    /** Of AVM, beside the standard's actions of WANCommonInterfaceConfig. */
    static final Action WIDE_COUNTERS = Action.of("GetAddonInfos");

    /** WANIPConnection:1 section 2.4.2. */
    static final Action CONNECTION_TYPE = Action.of("GetConnectionTypeInfo");

    /** WANCommonInterfaceConfig:1 section 2.4.3. */
    static final Action LINK = Action.of("GetCommonLinkProperties");

    private static final long WRAP = 1L << 32;

    /** Where counters stop that do not wrap. */
    private static final long STUCK = WRAP - 1;

    private WanActions() {}

    /**
     * Asks for a fact that is optional: empty when the router answers that it does not tell. Fails
     * when it does not answer.
     */
    static Optional<Reply.Done> answer(ControlSession session, Action action)
            throws GatewayException, InterruptedException {
        try {
            return Optional.of(session.ask(action));
        } catch (GatewayException e) {
            if (e.reason() == Reason.UNREACHABLE) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /**
     * How long the connection has been up; empty when the router gave no number: "0 Days, 16:45:17"
     * is not worth more (quirk A32).
     */
    public static Optional<Duration> uptime(Reply.Done status) {
        String text = status.argument("NewUptime").orElse("");
        return MappingCodec.isNumber(text, 12)
                ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                : Optional.empty();
    }

    /** The router's own word for its state; possibly empty. */
    public static String statusWord(Reply.Done status) {
        return DeviceText.clean(status.argument("NewConnectionStatus").orElse(""));
    }

    static WanStatus wanStatus(Reply.Done status, Optional<Reply.Done> type) {
        return new WanStatus(
                ConnectionStatus.isConnected(status),
                statusWord(status),
                DeviceText.clean(status.argument("NewLastConnectionError").orElse("")),
                uptime(status),
                DeviceText.clean(
                        type.flatMap(done -> done.argument("NewConnectionType")).orElse("")));
    }

    static LinkProperties link(Reply.Done done) {
        return new LinkProperties(
                DeviceText.clean(done.argument("NewWANAccessType").orElse("")),
                MappingCodec.number(done.argument("NewLayer1UpstreamMaxBitRate").orElse("")),
                MappingCodec.number(done.argument("NewLayer1DownstreamMaxBitRate").orElse("")),
                DeviceText.clean(done.argument("NewPhysicalLinkStatus").orElse("")));
    }

    static Action counter(String what) {
        return Action.of("GetTotal" + what);
    }

    /**
     * Some routers print the 32 bits with a sign; others stop at the end of them, so that nothing is
     * known from there on (quirk A33).
     */
    static OptionalLong counterValue(String what, Reply.Done done) {
        return count(done.onlyArgument("NewTotal" + what).orElse(""));
    }

    /** Of an answer to {@link #WIDE_COUNTERS}; {@code what} is sent or received. */
    static OptionalLong wideCounterValue(String what, Reply.Done done) {
        return count(done.argument("NewX_AVM_DE_TotalBytes" + what + "64").orElse(""));
    }

    private static OptionalLong count(String text) {
        if (!text.matches("-?[0-9]{1,18}")) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(text);
        long unsigned = number < 0 ? Math.floorMod(number, WRAP) : number;
        return unsigned == STUCK ? OptionalLong.empty() : OptionalLong.of(unsigned);
    }

    /** Whether it said which external address it has, or that it has none. */
    public static boolean isExternalAddressTold(Reply.Done done) {
        return done.onlyArgument("NewExternalIPAddress").isPresent();
    }

    /** Of an answer to {@link #EXTERNAL_IPV6_ADDRESS}. */
    public static Optional<InetAddress> externalIpv6Address(Reply.Done done) {
        return AddressLiteral.parse(done.argument("NewExternalIPv6Address").orElse(""))
                .filter(Inet6Address.class::isInstance)
                .filter(address -> AddressClass.of(address).isPublic());
    }

    /** What it gives for its external address, where that is an address. */
    static Optional<InetAddress> toldAddress(Reply.Done done) {
        return AddressLiteral.parse(addressText(done));
    }

    private static String addressText(Reply.Done done) {
        return done.onlyArgument("NewExternalIPAddress").orElse("");
    }

    /** Some give what is in their memory while they have no address (quirk A30). */
    private static boolean isGarbage(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return true;
            }
        }
        return false;
    }

    /**
     * The public or private address of an answer. Fails with {@link Reason#NO_ADDRESS} when there
     * is none, with {@link Reason#INVALID_RESPONSE} when the router says something else (quirk
     * A30).
     */
    public static InetAddress externalAddress(String router, Reply.Done done)
            throws GatewayException {
        String text = addressText(done);
        Optional<InetAddress> address = toldAddress(done);
        if (address.isEmpty() && !text.isEmpty() && !isGarbage(text)) {
            throw new GatewayException(
                    Reason.INVALID_RESPONSE,
                    router
                            + " gave '"
                            + DeviceText.clean(text)
                            + "' as its external address, which is"
                            + " none. Restart the router or update it.");
        }
        if (address.isEmpty() || !AddressClass.of(address.get()).isAssignable()) {
            throw new GatewayException(
                    Reason.NO_ADDRESS,
                    router
                            + " has no external address now"
                            + (text.isEmpty() ? "" : " (it says " + DeviceText.clean(text) + ")")
                            + ": its internet connection is down, or it does not report it. See the"
                            + " router's own page.");
        }
        return address.get();
    }
}
