// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wording;

import org.postern.api.doctor.Cause;
import org.postern.doctor.evidence.Evidence;
import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.evidence.Wan;
import org.postern.doctor.verdict.Verdict;

import java.util.Locale;

/** What is looked at, from this machine outwards. */
enum ObservationId {
    INTERFACES,
    DEFAULT_GATEWAY,
    SEARCH,
    GATEWAY,
    WAY_OUT,
    INTERNET,
    STUN,
    MAPPING,
    PROGRAM,
    FIREWALL,
    OUTSIDE;

    /** Such as {@code way-out}. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What a cause is seen at. */
    static ObservationId of(Cause cause, Evidence evidence) {
        boolean gatewayRead = evidence.wan().isPresent();
        boolean asked = evidence.port().flatMap(PortEvidence::outside).isPresent();
        return switch (cause) {
            case NO_LINK, NO_ADDRESS, IPV6_ONLY, WRONG_INTERFACE -> INTERFACES;
            case LOCAL_NETWORK_CUT, CONTAINER, GATEWAY_UNREACHABLE, GUEST_NETWORK, WRONG_GATEWAY ->
                    DEFAULT_GATEWAY;
            case NO_DEFAULT_ROUTE -> gatewayRead ? WAY_OUT : DEFAULT_GATEWAY;
            case ANSWERS_DROPPED,
                    UPNP_OFF,
                    NATPMP_ONLY,
                    SEARCH_BLOCKED,
                    SLOW_ROUTER,
                    DESCRIPTION_HANGS,
                    DESCRIPTION_REFUSED,
                    FOREIGN_LOCATION ->
                    SEARCH;
            case SECOND_GATEWAY -> GATEWAY;
            case VPN_ROUTE, OTHER_ROUTE -> WAY_OUT;
            case WAN_DOWN, DOUBLE_NAT, CARRIER_NAT, NO_IPV4 -> INTERNET;
            case HIDDEN_NAT ->
                    evidence.wan().flatMap(Wan::stunAddress).isPresent() ? STUN : OUTSIDE;
            case NOT_ALLOWED,
                    PORT_NOT_ALLOWED,
                    PORT_TAKEN,
                    MAPPED_ELSEWHERE,
                    TABLE_FULL,
                    NOT_OPEN ->
                    MAPPING;
            case WRONG_PROTOCOL, LISTENS_LOCALLY, NOT_LISTENING -> PROGRAM;
            case FIREWALL_DROPS_INBOUND -> asked ? OUTSIDE : FIREWALL;
            case ANSWER_LOST, FILTERED_OUTSIDE, NOT_FORWARDED, OK -> OUTSIDE;
            case UNKNOWN -> gatewayRead ? MAPPING : SEARCH;
        };
    }

    /** How far what was seen was judged. */
    static ObservationId last(ObservationId culprit, Verdict verdict, Evidence evidence) {
        if (verdict.works()) {
            return OUTSIDE;
        }
        if (verdict.cause() == Cause.SLOW_ROUTER && evidence.wan().isPresent()) {
            return INTERNET;
        }
        boolean gatewayRead = evidence.wan().isPresent();
        return gatewayRead && culprit.compareTo(GATEWAY) < 0 ? GATEWAY : culprit;
    }
}
