// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.gateway.GatewayException;
import org.postern.igd.control.assessment.Assessment;
import org.postern.igd.control.assessment.WantedGateway;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Reports each device when it was assessed, and searches until the timeout. */
final class AdvertisedDeviceReport implements SearchObserver {
    private final CompletableFuture<List<AdvertisedDevice>> future;
    private final WantedGateway wanted;
    private final Consumer<AdvertisedDevice> listener;
    private final List<AdvertisedDevice> devices = new ArrayList<>();

    AdvertisedDeviceReport(
            CompletableFuture<List<AdvertisedDevice>> future,
            WantedGateway wanted,
            Consumer<AdvertisedDevice> listener) {
        this.future = future;
        this.wanted = wanted;
        this.listener = listener;
    }

    @Override
    public void onAssessed(DeviceAnswers device) {
        AdvertisedDevice advertised = device.advertised();
        devices.add(advertised);
        listener.accept(advertised);
    }

    @Override
    public boolean waitsForGateway() {
        return true;
    }

    @Override
    public boolean isGatewayMissing(List<DeviceAnswers> passing) {
        return devices.stream()
                .map(AdvertisedDevice::assessment)
                .noneMatch(each -> each.isUsable() && wanted.is(each));
    }

    @Override
    public void onTimeout(List<DeviceAnswers> passing, List<String> refused) {
        if (isGatewayMissing(passing)) {
            List<Assessment> unsuited = passing.stream().map(DeviceAnswers::assessment).toList();
            future.completeExceptionally(SearchFailures.noneValid(wanted, unsuited, refused));
        } else {
            future.complete(List.copyOf(devices));
        }
    }

    @Override
    public void onNothing(GatewayException reason) {
        future.completeExceptionally(reason);
    }
}
