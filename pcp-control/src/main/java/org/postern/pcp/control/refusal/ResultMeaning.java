// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.refusal;

import org.postern.api.gateway.Reason;
import org.postern.pcp.control.packet.PcpResult;

/**
 * What a result means.
 *
 * @param name of the result in its standard
 * @param reason for programs
 * @param cause one sentence for people: why, or what to try
 */
record ResultMeaning(String name, Reason reason, String cause) {
    private static final String NOT_ALLOWED =
            "The gateway does not let this machine do that: look in its settings under UPnP,"
                    + " NAT-PMP or NAT. Many gateways keep the ports below 1024.";
    private static final String FULL =
            "The gateway's table is full: remove mappings that are not needed.";
    private static final String NOT_DONE = "The gateway cannot do this over this protocol.";
    private static final String OUR_FAULT =
            "The gateway cannot read the request, which is an error of Postern or of the gateway.";

    /** Of PCP, RFC 6887 section 7.4. */
    static ResultMeaning ofPcp(int code) {
        return switch (code) {
            case PcpResult.UNSUPPORTED_VERSION ->
                    new ResultMeaning("UNSUPP_VERSION", Reason.NO_GATEWAY, NOT_DONE);
            case PcpResult.NOT_AUTHORIZED ->
                    new ResultMeaning("NOT_AUTHORIZED", Reason.NOT_AUTHORIZED, NOT_ALLOWED);
            case PcpResult.MALFORMED_REQUEST ->
                    new ResultMeaning("MALFORMED_REQUEST", Reason.INVALID_ARGUMENT, OUR_FAULT);
            case PcpResult.UNSUPPORTED_OPCODE ->
                    new ResultMeaning("UNSUPP_OPCODE", Reason.FAILED, NOT_DONE);
            case PcpResult.UNSUPPORTED_OPTION ->
                    new ResultMeaning("UNSUPP_OPTION", Reason.FAILED, NOT_DONE);
            case PcpResult.MALFORMED_OPTION ->
                    new ResultMeaning("MALFORMED_OPTION", Reason.INVALID_ARGUMENT, OUR_FAULT);
            case PcpResult.NETWORK_FAILURE ->
                    new ResultMeaning(
                            "NETWORK_FAILURE",
                            Reason.NO_ADDRESS,
                            "The gateway has no external address now: its connection to the"
                                    + " internet is down.");
            case PcpResult.NO_RESOURCES ->
                    new ResultMeaning("NO_RESOURCES", Reason.NO_RESOURCES, FULL);
            case PcpResult.UNSUPPORTED_PROTOCOL ->
                    new ResultMeaning("UNSUPP_PROTOCOL", Reason.UNSUPPORTED, NOT_DONE);
            case PcpResult.USER_EXCEEDED_QUOTA -> quota("USER_EX_QUOTA");
            case PcpResult.CANNOT_PROVIDE_EXTERNAL ->
                    new ResultMeaning(
                            "CANNOT_PROVIDE_EXTERNAL",
                            Reason.CONFLICT,
                            "The port is taken or not permitted: try another port.");
            case PcpResult.ADDRESS_MISMATCH ->
                    new ResultMeaning(
                            "ADDRESS_MISMATCH",
                            Reason.INVALID_GATEWAY,
                            "Another router lies between this machine and the gateway: open the"
                                    + " port on that one, too.");
            case PcpResult.EXCESSIVE_REMOTE_PEERS -> quota("EXCESSIVE_REMOTE_PEERS");
            default -> unknown();
        };
    }

    /** Of PCP over IPv6, where a port of the firewall is opened to the client. */
    static ResultMeaning ofPinhole(int code) {
        return switch (code) {
            case PcpResult.NO_RESOURCES ->
                    new ResultMeaning(
                            "NO_RESOURCES",
                            Reason.NO_RESOURCES,
                            "The gateway's table is full, or it renews no open port: open this one"
                                    + " again when its lease is over.");
            case PcpResult.ADDRESS_MISMATCH ->
                    new ResultMeaning("ADDRESS_MISMATCH", Reason.INVALID_ARGUMENT, OUR_FAULT);
            default -> ofPcp(code);
        };
    }

    /** Of NAT-PMP, RFC 6886 section 3.5. */
    static ResultMeaning ofNatPmp(int code) {
        return switch (code) {
            case PcpResult.UNSUPPORTED_VERSION -> ofPcp(code);
            case PcpResult.NOT_AUTHORIZED ->
                    new ResultMeaning("Not Authorized", Reason.NOT_AUTHORIZED, NOT_ALLOWED);
            case PcpResult.PMP_NETWORK_FAILURE ->
                    new ResultMeaning(
                            "Network Failure",
                            Reason.NO_ADDRESS,
                            "The gateway has no external address now, or a private one, where"
                                    + " another router is in front of it.");
            case PcpResult.PMP_OUT_OF_RESOURCES ->
                    new ResultMeaning("Out of resources", Reason.NO_RESOURCES, FULL);
            case PcpResult.PMP_UNSUPPORTED_OPCODE ->
                    new ResultMeaning("Unsupported opcode", Reason.FAILED, NOT_DONE);
            default -> unknown();
        };
    }

    private static ResultMeaning quota(String name) {
        return new ResultMeaning(
                name,
                Reason.NO_RESOURCES,
                "This machine has as many mappings as it may have: remove some.");
    }

    private static ResultMeaning unknown() {
        return new ResultMeaning(
                "", Reason.UNKNOWN, "Look in the gateway's own log for the reason.");
    }
}
