// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.refusal;

import org.postern.api.gateway.Advice;
import org.postern.api.gateway.ControlCode;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.exchange.PcpOutcome.Unanswered;
import org.postern.pcp.control.internal.address.AddressClass;
import org.postern.pcp.control.internal.address.UnreachableAddress;
import org.postern.pcp.control.internal.system.ForbiddenSends;
import org.postern.pcp.control.packet.PcpReply.Refused;
import org.postern.pcp.control.packet.PcpResult;
import org.postern.pcp.control.server.Dialect;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/** Puts into words why something failed. What failed is the beginning of the sentence. */
public final class PcpFailures {
    private PcpFailures() {}

    /**
     * A request for or of a mapping was refused.
     *
     * @param what such as {@code TCP port 80 could not be opened}
     * @param server where
     * @param refusal the answer
     */
    public static GatewayException refused(String what, PcpEndpoint server, Refused refusal) {
        Dialect dialect = dialect(refusal);
        ResultMeaning meaning =
                isFirewall(server)
                        ? ResultMeaning.ofPinhole(refusal.code())
                        : dialect == Dialect.PCP
                                ? ResultMeaning.ofPcp(refusal.code())
                                : ResultMeaning.ofNatPmp(refusal.code());
        Optional<InetAddress> inner = privateAddress(refusal);
        if (inner.isPresent()) {
            return failure(
                    Reason.FAILED,
                    dialect,
                    refusal.code(),
                    told(what, server, dialect, refusal.code(), meaning.name())
                            + " "
                            + UnreachableAddress.warning(inner.get()).orElseThrow());
        }
        return failure(
                meaning.reason(),
                dialect,
                refusal.code(),
                told(what, server, dialect, refusal.code(), meaning.name())
                        + " "
                        + meaning.cause());
    }

    /** A mapping could not be deleted, where some results have another meaning. */
    public static GatewayException notDeleted(String what, PcpEndpoint server, Refused refusal) {
        Dialect dialect = dialect(refusal);
        if (dialect == Dialect.PCP && refusal.code() == PcpResult.NO_RESOURCES) {
            return failure(
                    Reason.NOT_FOUND,
                    dialect,
                    refusal.code(),
                    told(what, server, dialect, refusal.code(), "NO_RESOURCES")
                            + " The gateway has no such mapping of this machine.");
        }
        if (refusal.code() == PcpResult.NOT_AUTHORIZED) {
            return failure(
                    Reason.NOT_AUTHORIZED,
                    dialect,
                    refusal.code(),
                    told(what, server, dialect, refusal.code(), "NOT_AUTHORIZED")
                            + (isFirewall(server)
                                    ? " Another program opened the port, or the gateway closes none"
                                            + " that was renewed: it closes when its lease ends."
                                    : " The port was opened by another program, or over UPnP."));
        }
        return refused(what, server, refusal);
    }

    /** There was no answer. */
    public static GatewayException unanswered(String what, PcpEndpoint server, Unanswered outcome) {
        String why =
                switch (outcome.cause()) {
                    case REFUSED -> "The gateway takes no requests of PCP or NAT-PMP any more.";
                    case SILENT -> "The gateway did not answer. " + outcome.detail();
                    case MEANINGLESS -> "The gateway's answers make no sense: " + outcome.detail();
                    case NOT_SENT -> "Nothing could be sent to it: " + outcome.detail() + ".";
                    case FORBIDDEN ->
                            "Nothing could be sent to it: "
                                    + outcome.detail()
                                    + ". "
                                    + ForbiddenSends.CAUSE;
                    case CLOSED -> outcome.detail();
                };
        Reason reason =
                switch (outcome.cause()) {
                    case REFUSED, SILENT, NOT_SENT, FORBIDDEN -> Reason.UNREACHABLE;
                    case MEANINGLESS -> Reason.INVALID_RESPONSE;
                    case CLOSED -> Reason.UNKNOWN;
                };
        return new GatewayException(reason, at(what, server) + ": " + why);
    }

    /** A failure that the gateway did not give a code for. */
    public static GatewayException failed(
            Reason reason, String what, PcpEndpoint server, String why) {
        return advising(new GatewayException(reason, at(what, server) + ": " + why));
    }

    private static boolean isFirewall(PcpEndpoint server) {
        return server.client() instanceof Inet6Address;
    }

    private static Dialect dialect(Refused refusal) {
        return Dialect.of(refusal.version());
    }

    /** Servers that have a private address refuse to map, and the error tells it (lab). */
    private static Optional<InetAddress> privateAddress(Refused refusal) {
        return refusal.code() == PcpResult.NO_RESOURCES
                ? refusal.externalAddress()
                        .filter(each -> AddressClass.of(each).isAssignable())
                        .filter(each -> !AddressClass.of(each).isPublic())
                : Optional.empty();
    }

    private static GatewayException failure(
            Reason reason, Dialect dialect, int code, String message) {
        return advising(
                new GatewayException(reason, new ControlCode(dialect.key(), code), message));
    }

    private static GatewayException advising(GatewayException failure) {
        return switch (failure.reason()) {
            case CONFLICT -> failure.advising(Advice.ANY_PORT);
            case NOT_FOUND -> failure.advising(Advice.LIST_MAPPINGS);
            default -> failure;
        };
    }

    private static String told(
            String what, PcpEndpoint server, Dialect dialect, int code, String name) {
        return at(what, server)
                + ": "
                + dialect.title()
                + " result "
                + code
                + (name.isEmpty() ? "" : ", " + name)
                + ".";
    }

    private static String at(String what, PcpEndpoint server) {
        return what + " on the gateway at " + server;
    }
}
