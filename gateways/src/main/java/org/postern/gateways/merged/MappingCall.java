// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;

import java.time.Duration;

/** One call of a user that opens a port, for one transport protocol or for two. */
record MappingCall(GatewayCall call, PortHolders holders, GatewayInfo gateway) {
    MappingResult map(MappingRequest request) throws GatewayException, InterruptedException {
        checkAble(request);
        PortCloser closer = new PortCloser(call, holders);
        PortOpener opener = new PortOpener(call, holders, closer);
        if (request.protocols().size() > 1) {
            PortReader reader = new PortReader(call, holders);
            PortUndo undo = new PortUndo(call, opener, closer);
            return new PortPairOpener(call, holders, opener, reader, undo).open(request);
        }
        return mapOne(request, opener);
    }

    private void checkAble(MappingRequest request) throws GatewayException, InterruptedException {
        if (call.ableSoon(each -> each.isFor(request)).isEmpty()) {
            throw UnsupportedCalls.failure(
                    gateway, "be controlled over " + request.controlProtocol() + " now");
        }
        if (call.ableSoon(each -> each.isFor(request) && each.mayLeadTo(request.client()))
                .isEmpty()) {
            throw UnsupportedCalls.failure(gateway, "open ports to other machines than this one");
        }
    }

    /** One alone is not looked up before: whatever a protocol shows may have stood before. */
    private static MappingResult mapOne(MappingRequest request, PortOpener opener)
            throws GatewayException, InterruptedException {
        PortAttempt attempt =
                new PortAttempt(
                        request.keys().get(0), request.client(), each -> each.has(Capability.FIND));
        try {
            return opener.open(request, attempt, Duration.ZERO).result();
        } catch (GatewayException e) {
            throw attempt.unconfirmed().isEmpty() || PortAttempt.mayHaveOpened(e)
                    ? e
                    : attempt.inDoubt(e);
        } catch (InterruptedException e) {
            InterruptedException told = new InterruptedException(attempt.doubt());
            told.initCause(e);
            throw told;
        }
    }
}
