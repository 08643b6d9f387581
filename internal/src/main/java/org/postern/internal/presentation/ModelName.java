// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.presentation;

/** What a device is, for people. */
public final class ModelName {
    private ModelName() {}

    /**
     * Maker and model; many model names begin with the maker.
     *
     * @param manufacturer may be empty
     * @param model may be empty
     * @return such as {@code AVM FRITZ!Box 7590}; may be empty
     */
    public static String of(String manufacturer, String model) {
        return model.startsWith(manufacturer) ? model : (manufacturer + " " + model).strip();
    }
}
